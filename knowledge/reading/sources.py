"""What a reader of one file format hands over: the text as stored, and what is known beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.model import ParagraphRole


@dataclass(frozen=True, slots=True)
class Correction:
    """What an outlet says that it corrected, in its words; `at` is when, as it is written."""

    words: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article's text, and what its markup or metadata says.

    `roles` maps the offset at which a paragraph starts to its role, where markup tells it.
    `published` is EDTF, `basis` where it comes from. `is_story` is false for a page that tells
    nothing of a story of its own, such as a list of stories.
    """

    text: str
    roles: Mapping[int, ParagraphRole] = field(default_factory=dict)
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    basis: str = "from the page"
    url: str | None = None
    corrections: tuple[Correction, ...] = ()
    is_story: bool = True


def storable(text: str) -> str:
    """Return `text` with a question mark for each lone surrogate, which UTF-8 can't hold.

    They come from file names, YAML and JSON that are no Unicode.
    """
    return text.encode("utf-8", "replace").decode()


class Writer:
    """Puts a text together paragraph by paragraph and remembers what each one is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.roles: dict[int, ParagraphRole] = {}

    def add(self, words: str, role: ParagraphRole | None = None) -> None:
        """Add a paragraph below a blank line; white space alone is nothing."""
        words = words.strip()
        if not words:
            return
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        if role is not None:
            self.roles[self._length] = role
        self._parts.append(words)
        self._length += len(words)

    @property
    def empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._parts

    @property
    def text(self) -> str:
        """All paragraphs so far."""
        return "".join(self._parts)
