"""Which articles of the archive a draft may be about: those that share its rarest words."""

from collections import defaultdict
from collections.abc import Mapping
from math import log

from knowledge.base import Base
from knowledge.drafts.model import Account
from knowledge.text import fold

_MOST_WORDS = 160
_HITS = 400
_ARTICLES = 6
_FEWEST_LETTERS = 3
_WHOLE = 0.3
_FOR_EACH = 2
_PLAIN = frozenset(
    {
        "the", "and", "for", "that", "with", "was", "were", "has", "have", "had", "from", "his",
        "her", "its", "their", "they", "who", "which", "are", "been", "will", "not", "but",
        "this", "after", "said", "says", "say", "about", "also", "would", "over", "into", "than",
    }
)  # fmt: skip


def candidates(base: Base, draft: Account, limit: int = _ARTICLES) -> list[str]:
    """Ids of articles, the likeliest first: of the whole draft, then of each of its sentences.

    At most `limit` of the one and as many of the other, so that no topic of a draft goes without.
    """
    weights: dict[str, float] = {}
    held: dict[str, list[tuple[int, str]]] = {}
    rows = [_line_words(line.text) for line in draft.lines]
    words = list(dict.fromkeys(word for row in rows for word in row))[:_MOST_WORDS]
    names = [fold(one.text).split() for line in draft.lines for one in line.people]
    common: list[str] = []
    for word in words:
        found = base.holding([word], _HITS)
        if len(found) >= _HITS:
            common.append(word)
        elif found:
            held[word] = found
            weights[word] = 1 + log(_HITS / len(found))
    # What is everywhere says something where it stands with another such word.
    for name in names:
        pair = [word for word in name if word in common]
        others = [word for word in words if word not in name]
        for word in pair[-1:]:
            for other in others[:40]:
                key = f"{word} {other}"
                found = base.holding([word, other], _HITS) if key not in held else []
                if 0 < len(found) < _HITS:
                    held[key] = found
                    weights[key] = 0.5 + 0.5 * log(_HITS / len(found))
    originals = base.original_of({article for found in held.values() for _, article in found})
    by_article: dict[str, float] = defaultdict(float)
    for key, found in held.items():
        for article in {article for _, article in found}:
            by_article[article] += _WHOLE * weights[key]
    of_rows: list[tuple[int, str]] = []
    for row in rows:
        own = set(row)
        best: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for key, found in held.items():
            if set(key.split()) <= own:
                for sentence, article in found:
                    best[article][sentence] += weights[key]
        of_row = {article: max(sentences.values()) for article, sentences in best.items()}
        for article, weight in of_row.items():
            by_article[article] += weight
        of_rows += [(rank, id) for rank, id in enumerate(_heaviest(of_row, _FOR_EACH, originals))]
    first = _heaviest(by_article, limit, originals)
    others = [id for _, id in sorted(of_rows, key=lambda row: row[0]) if id not in first]
    return [*first, *list(dict.fromkeys(others))[:limit]]


def _heaviest(weights: Mapping[str, float], limit: int, originals: Mapping[str, str]) -> list[str]:
    """The heaviest; no copy that says no more than its original, which stands there too."""
    own = (id for id in weights if weights[id] > weights.get(originals.get(id, ""), 0.0))
    return sorted(own, key=lambda id: (-weights[id], id))[:limit]


def _line_words(text: str) -> list[str]:
    words = dict.fromkeys(fold(text).split())
    return [w for w in words if len(w) >= _FEWEST_LETTERS and w not in _PLAIN]
