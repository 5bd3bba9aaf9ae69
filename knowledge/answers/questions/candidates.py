"""Which sentences of the archive may answer a question, before any of them is looked at closely."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from knowledge.answers.questions.evidence import Archive
from knowledge.model import Source
from knowledge.names.printed import printed_forms
from knowledge.questions.model import Asked, Named, Term
from knowledge.questions.words import printed, stems

_EACH, _IN_ALL = 30, 120


def candidates(asked: Asked, archive: Archive) -> list[Source]:
    """Sentences that may answer: those with all names and telling words, then with fewer."""
    telling = [t for t in asked.terms if t.heavy] or [t for t in asked.terms if t.generic]
    heavy = sorted(telling, key=lambda t: not t.name)[:_WORDS]
    names = [forms for named in asked.named[:_NAMES] if (forms := _forms(named, archive))]
    words = [_wordings(term) for term in heavy]
    found: dict[tuple[str, int], Source] = {}
    looked: list[list[list[str]]] = []

    def look(groups: Sequence[list[str]]) -> None:
        groups = [group for group in groups if group]
        if groups in looked:
            return
        looked.append(groups)
        for source in archive.base.sentences(groups, _EACH):
            found.setdefault((source.article, source.evidence[0].start), source)

    if names:
        look([*names, *words])
        for word in words:
            look([*names, word])
        look(names)
    for size in range(len(words), 0, -1):
        if size in (len(words), len(words) - 1, 2, 1) and len(found) < _IN_ALL:
            for groups in combinations(words, size):
                look(groups)
    for article in _articles(found.values(), [*names, *words], archive):
        for source in archive.sentences_of(article):
            found.setdefault((source.article, source.evidence[0].start), source)
    return list(found.values())


_WORDS, _NAMES = 7, 3


def _forms(named: Named, archive: Archive) -> list[str]:
    """How a sentence may print a name."""
    if named.kind == "person":
        name = archive.name(named.of)
        return [name.split()[-1]] if name else []
    if named.kind == "office":
        names = [archive.name(one) for one in archive.holders(named)]
        return [named.of.split(" of ", 1)[0], *(name.split()[-1] for name in names if name)]
    return list(dict.fromkeys([named.said, *printed_forms(named.of)[:6]]))


def _articles(
    sources: Iterable[Source], groups: Sequence[Sequence[str]], archive: Archive
) -> list[str]:
    """Articles that hold most of the words; what is asked may stand in any sentence of them."""
    articles = list(dict.fromkeys(source.article for source in sources))[:_LOOKED_INTO]
    phrases = [[tuple(stems(form)) for form in group] for group in groups]
    held = {
        one: sum(any(archive.whole(one).has(form) for form in group) for group in phrases)
        for one in articles
    }
    enough = [one for one in articles if held[one] >= _MOST * len(groups)]
    return sorted(enough, key=lambda one: -held[one])[:_ARTICLES]


_MOST, _ARTICLES, _LOOKED_INTO = 0.7, 3, 10


def _wordings(term: Term) -> list[str]:
    """The wordings of a term as full-text search takes them: stems meet there as well."""
    ways = [way for phrase in sorted(term.phrases) for way in printed(phrase)]
    return list(dict.fromkeys([term.said, *printed(tuple(stems(term.said))), *ways]))[:_WAYS]


_WAYS = 24
