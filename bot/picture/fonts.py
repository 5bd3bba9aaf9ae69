"""Which of the installed fonts a picture needs, and a mark for what none of them has.

Articles hold names in any script; matplotlib brings one font of its own. What no font of this
machine can draw becomes one mark for each word, never other letters, and the picture says what the
mark is. The words for screen readers keep the true text.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, cast

from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font

OWN = "DejaVu Sans"
"""The font that matplotlib brings: Latin, Greek, Cyrillic, Arabic, Hebrew and more."""

MARK = "▯"
"""Stands for a word that can't be drawn."""

MEANING = f"{MARK} stands for a word in letters for which this machine has no font."

OTHERS = (
    "Noto Sans", "Noto Sans Khmer", "Khmer OS", "Noto Sans Thai", "Noto Sans Lao",
    "Noto Sans Myanmar", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR",
    "Noto Sans CJK TC", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR", "Source Han Sans",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "IPAexGothic", "NanumGothic", "Microsoft YaHei",
    "Hiragino Sans", "Malgun Gothic", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Sinhala",
    "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Armenian", "Noto Emoji",
    "Arial Unicode MS",
)  # fmt: skip
"""Fonts that are looked for, in this order, for what the own one lacks."""

Has = Callable[[str], bool]
"""Whether a font has a sign."""


def installed() -> dict[str, Has]:
    """The fonts of this machine that pictures may use, in the order in which they are tried."""
    _look_again()
    known = {entry.name for entry in fontManager.ttflist}
    return {name: _signs_of(name) for name in (OWN, *OTHERS) if name == OWN or name in known}


def _look_again() -> None:
    """Add fonts that were installed after matplotlib wrote its list of them, which it keeps."""
    listed = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(set(findSystemFonts()) - listed):
        # One that it can't open, such as a font of colours, is none for a picture.
        with suppress(OSError, RuntimeError):
            fontManager.addfont(path)


def _signs_of(name: str) -> Has:
    return lambda sign: all(font.get_char_index(ord(sign)) != 0 for font in _faces(name))


@cache
def _faces(name: str) -> tuple[Any, ...]:
    """A font in plain and in bold, as headings are set in."""
    weights = (FontProperties(family=name, weight=weight) for weight in ("normal", "bold"))
    return tuple(get_font(fontManager.findfont(weight)) for weight in weights)


def chosen(texts: Sequence[str], fonts: Mapping[str, Has]) -> tuple[list[str], set[str]]:
    """The fonts that some texts need, the first in any case, and the signs that none has."""
    lacking = {sign for text in texts for sign in text if not sign.isspace()}
    names: list[str] = []
    for name, has in fonts.items():
        found = {sign for sign in lacking if has(sign)}
        if found or not names:
            names.append(name)
        lacking -= found
    return names, lacking


def marked(text: str, lacking: set[str]) -> str:
    """A text in which each word with letters that can't be drawn is a mark.

    Pictures and other signs that are no letters are left out.
    """
    return " ".join(
        shown for word in text.split(" ") if (shown := _marked(word, lacking)) or not word
    )


def _marked(word: str, lacking: set[str]) -> str:
    if lacking.isdisjoint(word):
        return word
    kept = "".join("" if sign in lacking and not _is_letter(sign) else sign for sign in word)
    if lacking.isdisjoint(kept):
        return kept
    # What stands around the letters stays: “…”, (…), a full stop.
    first = next(at for at, sign in enumerate(kept) if sign in lacking)
    last = max(at for at, sign in enumerate(kept) if sign in lacking)
    return f"{kept[:first]}{MARK}{kept[last + 1 :]}"


def _is_letter(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LN" or category in ("Co", "Cn")


def drawable(plan: Any, fonts: Mapping[str, Has]) -> tuple[Any, list[str]]:
    """A plan whose texts can all be drawn, and the fonts for it."""
    names, lacking = chosen([*_texts(plan), MEANING], fonts)
    if not lacking:
        return plan, names
    shown = _mapped(plan, lacking)
    if any(MARK in text for text in _texts(shown)):
        shown["below"] = f"{shown.get('below', '')} {MEANING}".strip()
    return shown, names


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


def _mapped(value: Any, lacking: set[str]) -> Any:
    match value:
        case str():
            return marked(value, lacking)
        case dict():
            return {key: _mapped(one, lacking) for key, one in value.items()}
        case list():
            return [_mapped(one, lacking) for one in value]
    return cast(Any, value)
