"""Bytes of an article file → text: encodings, byte order marks and line ends."""

import codecs
import re
from dataclasses import dataclass

from knowledge.reading.problems import Unreadable

LARGEST = 5 * 1024 * 1024
"""Bytes; an article is a few kilobytes, so more is an archive or no text at all."""

_NOT_UTF8 = (
    "It is not UTF-8 and was read as Windows-1252: check its accents and quotation marks, or save "
    "it again as UTF-8."
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9][A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16: its little-endian mark begins the same way.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that are given an article's suffix by mistake.
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what whoever brought it should know about its encoding."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Return the text of `data` with `\\n` line ends and no byte order mark.

    UTF-8, UTF-16 and UTF-32 by their mark, else UTF-8, else `charset` (what a web page or its
    server declares), else Windows-1252 (a superset of Latin-1's printable part). Everything else
    stays as it is: curly quotes, no-break spaces.

    Raises:
        Unreadable: too large, empty, or not text.
    """
    if len(data) > LARGEST:
        raise Unreadable(
            f"It is larger than {LARGEST // 1024 // 1024} MB. Split it into one file per article."
        )
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise Unreadable(f"It is {what}, not text. Save the article as .txt, .md or .html.")
    decoded = _decoded(data, charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("It is empty.")
    return Decoded(text, decoded.notes)


def declared_charset(data: bytes) -> str | None:
    """Return the character set that an HTML page declares in its first 2,048 bytes."""
    match = _CHARSET.search(data[:2048])
    return match[1].decode("ascii") if match else None


def _decoded(data: bytes, charset: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(
                    f"It says that it is {encoding[:6].upper()} text but is damaged. "
                    "Save it again as UTF-8."
                ) from None
            return Decoded(_checked(text))
    try:
        return Decoded(_checked(data.decode()))
    except UnicodeDecodeError:
        pass
    if charset is not None:
        try:
            return Decoded(_checked(data.decode(charset)))
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return Decoded(_checked(data.decode("cp1252")), (_NOT_UTF8,))
    except UnicodeDecodeError:
        # Five bytes stand for nothing in Windows-1252.
        raise Unreadable(
            "It is neither UTF-8 nor Windows-1252 text. Save it again as UTF-8."
        ) from None


def _checked(text: str) -> str:
    """Return `text` unless its control characters show that it is no text."""
    if "\0" in text:
        raise Unreadable("It holds binary data. Save the article as UTF-8 text.")
    controls = sum(char < " " and char not in "\t\n\r\f\v" for char in text)
    if controls > 8 and controls * 100 > len(text):
        raise Unreadable("It holds binary data. Save the article as UTF-8 text.")
    return text
