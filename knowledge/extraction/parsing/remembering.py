"""What the parser found in one article, kept for the next time that it is read.

Rules change more often than articles, and parsing is most of the work. So the parses of an article
are kept as one compressed piece of data, each paragraph's under the hash of its text.
"""

import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from knowledge.extraction.parsing.document import Parser
from knowledge.extraction.parsing.packing import Unpackable, unpack
from knowledge.extraction.parsing.tokens import Doc

FORMAT = "3"
"""To be changed with the way in which parses are written here or in `packing`."""

# As in `packing`: a sign that counts as white space, so that no word or label contains it.
_PARAGRAPH = "\x1e"
_KEY = 24


class Remembering:
    """Looks the paragraphs of an article up in `parses` and has only the others parsed."""

    def __init__(self, parser: Parser, parses: bytes | None) -> None:
        self._parser = parser
        self._known = _read(parses) if parses else {}
        self._used: dict[str, str] = {}
        self._fresh = False

    def parse(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Parse paragraphs, in their order."""
        keys = [_key(text) for text in texts]
        found = [self._remembered(key, text) for key, text in zip(keys, texts, strict=True)]
        missing = [text for text, doc in zip(texts, found, strict=True) if doc is None]
        parsed = iter(self._parser(missing) if missing else ())
        for key, doc in zip(keys, found, strict=True):
            if doc is None:
                doc = next(parsed)
                self._fresh = True
            self._used[key] = doc.packed
            yield doc

    def _remembered(self, key: str, text: str) -> Doc | None:
        packed = self._known.get(key)
        if packed is None:
            return None
        try:
            return unpack(text, packed)
        except Unpackable:
            return None

    def parses(self, *, complete: bool) -> bytes | None:
        """What to remember from now on; None when it is what was remembered before.

        `complete` says that the article was parsed to its end: then what it no longer has is
        forgotten.
        """
        kept = self._used if complete else {**self._known, **self._used}
        if not self._fresh and len(kept) == len(self._known):
            return None
        text = _PARAGRAPH.join(key + packed for key, packed in kept.items())
        return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _read(parses: bytes) -> dict[str, str]:
    """Key of a paragraph → its parse; nothing when the data is damaged."""
    try:
        text = zlib.decompress(parses).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return {}
    return {line[:_KEY]: line[_KEY:] for line in text.split(_PARAGRAPH)}


def _key(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY // 2).hexdigest()
