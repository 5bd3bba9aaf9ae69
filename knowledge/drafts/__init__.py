"""A draft against the archive: which of its claims agree, differ or are unknown.

    >>> check("Foreign Minister Kishida arrived on 22 March 2022.", base, today)

Two layers: a text is *read* into an `Account` (`reading`, which needs the language model), and
accounts are *compared* (`comparing`, which needs nothing). The articles that the draft may be about
are found in the base and read by the same rules as the draft; what the desk decided on them holds.
"""

from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from knowledge.base import Base
from knowledge.drafts.candidates import candidates
from knowledge.drafts.comparing import compare
from knowledge.drafts.decided import as_decided, silenced, unsupported
from knowledge.drafts.model import About, Account, Finding, Verdict
from knowledge.model import Article

if TYPE_CHECKING:
    from knowledge.drafts.reading import Reader

__all__ = ["LONGEST", "About", "Checker", "Finding", "Verdict", "check"]

LONGEST = 20_000
"""So many characters of a draft are checked."""


def check(
    draft: str | Article, base: Base, today: date, published: str | None = None
) -> list[Finding]:
    """What the archive says to the claims of a draft, in the order of the draft.

    `published` (EDTF) is the day that a text is for; without it, and where the text doesn't say,
    relative dates count from `today` and can agree but not differ. Loads the language model, so it
    is not for the process that answers in Slack.

    Raises:
        BaseProblem: the base can't be read.
        ModelProblem: there is no usable language model.
        Unreadable: there is no text in the draft.
    """
    with Checker(base) as checker:
        return checker.check(draft, today, published)


class Checker:
    """Checks drafts against one base; what was read of articles is kept for the next draft."""

    def __init__(self, base: Base, reader: "Reader | None" = None) -> None:
        from knowledge.drafts.reading import Reader

        self._base = base
        self._reader = Reader(base.path) if reader is None else reader
        self._read: dict[str, Account] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reader.close()

    def check(
        self, draft: str | Article, today: date, published: str | None = None
    ) -> list[Finding]:
        """As `check` does."""
        from knowledge.reading import parse_text

        if isinstance(draft, str):
            draft = parse_text(draft, "draft", published=published)
        account = self._reader.read_draft(_bounded(draft), today)
        if not self._base.withdrawn_articles():
            return self._compared(account, self._base)
        found = self._compared(account, self._base.without_withdrawn())
        if all(one.verdict is not Verdict.UNKNOWN for one in found):
            return found
        told = self._compared(account, self._base)
        return _with_withdrawn(found, told, self._base)

    def _compared(self, draft: Account, base: Base) -> list[Finding]:
        """The findings by the articles of a base, but for what the desk retracted."""
        told = self._articles(draft, base)
        left = [silenced(one, base) for one in told]
        found = compare(draft, left)
        return found if left == told else unsupported(found, compare(draft, told), base)

    def _articles(self, draft: Account, base: Base) -> list[Account]:
        found: list[Account] = []
        for id in candidates(base, draft):
            if id not in self._read:
                article = self._base.article(id)
                if article is None:
                    continue
                self._read[id] = self._reader.read(article)
            found.append(as_decided(self._read[id], base))
        return found


def _with_withdrawn(found: list[Finding], told: list[Finding], base: Base) -> list[Finding]:
    """Findings, and in the place of those of which nothing is known what withdrawn stories tell."""
    gone = base.withdrawn_articles()
    only = {
        (one.about, one.start, one.end): replace(one, withdrawn=True)
        for one in told
        if one.evidence is not None and one.evidence.article in gone
    }
    return [
        only.get((one.about, one.start, one.end), one) if one.verdict is Verdict.UNKNOWN else one
        for one in found
    ]


def _bounded(draft: Article) -> Article:
    """A draft without what goes beyond the length that is checked."""
    if len(draft.text) <= LONGEST:
        return draft
    kept = tuple(p for p in draft.paragraphs if p.end <= LONGEST)
    return replace(draft, paragraphs=kept)
