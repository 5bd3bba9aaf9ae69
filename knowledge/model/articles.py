"""Articles as they are stored, and the sentences of theirs that facts stand on."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class ParagraphRole(StrEnum):
    """What a paragraph is to its article; only `BODY` and `HEADING` create facts."""

    TITLE = "title"
    CAPTION = "caption"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of an article's text, `text[start:end]`, without surrounding white space."""

    start: int
    end: int
    role: ParagraphRole = ParagraphRole.BODY


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article, as stored.

    `id` is the file's stem or the page's slug, unique in an archive. `text` is everything that was
    printed, line ends as `\\n`, nothing else changed, so that evidence is verbatim; `title` is what
    the front matter or page gives (it then heads the text) or else the paragraph of that role.
    `published` is EDTF; `published_basis` says in a few plain words where it comes from ("given",
    "from the page", "inferred from “Monday, 21 March 2022”") and is None when it is unknown.
    `language` is ISO 639-1. `notes` are plain sentences on how it was read, for whoever brought it
    ("Read as Windows-1252, …"). `embargo` is the instant (UTC, "2022-11-14T23:00:00Z") before which
    nobody may see it; it is no part of the version. `digest` (SHA-256, 16 hex digits) identifies
    the version.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()
    embargo: str | None = None
    _digest: str = field(default="", init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 over everything that extraction reads, first 16 hex digits."""
        if not self._digest:
            # Every reading asks for it.
            object.__setattr__(self, "_digest", self._new_digest())
        return self._digest

    def _new_digest(self) -> str:
        parts = [self.id, self.text, self.title, self.outlet, self.byline, self.published]
        parts += [self.published_basis, self.url, self.language]
        joined = "\x1f".join(part or "" for part in parts)
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence (or heading) that a fact stands on: `text == article.text[start:end]`."""

    article: str
    start: int
    end: int
    text: str
