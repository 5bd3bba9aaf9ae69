"""Folding, cleaning and neutralising of text, shared by all rooms.

`fold` makes the key under which names and words are compared, `clean_query` turns what arrived
from Slack or a terminal into plain words, `neutral` makes untrusted words safe to show again.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape

QUERY_LIMIT = 2_000
"""Longest command text that is read, in characters; the rest is cut off."""

ECHO_LIMIT = 150
"""Longest echo of a user's words, in characters."""

# Letters that NFKD leaves whole although readers take them for the plain letter.
_LETTERS = str.maketrans(
    {
        "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŀ": "l", "ŋ": "ng", "ø": "o",
        "œ": "oe", "æ": "ae", "þ": "th", "ŧ": "t", "ƒ": "f", "ɓ": "b", "ɖ": "d", "ɗ": "d",
        "ɛ": "e", "ɔ": "o", "ə": "a", "ƙ": "k", "ƴ": "y", "ǝ": "e", "ŉ": "n", "ʼ": None,
        "ς": "σ", "і": "и", "ї": "и", "ґ": "г", "є": "е", "ў": "у", "ё": "е", "й": "и",
        # Arabic script: writing habits, not letters of another word.
        "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه",
        "ٱ": "ا", "ـ": None, "ئ": "ي", "ؤ": "و", "ء": None,
    }
)  # fmt: skip

# Marks that only colour a base letter. Vowel signs of Indic and South-East Asian scripts, and the
# voicing marks of kana, carry meaning and stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_APOSTROPHES = re.compile("['’‘‛ʻʼʽʾʿˈ`´＇′\u05f3\u05f4\"“”„«»]")
# A dot inside an abbreviation ("U.S.", "J.T.") joins; any other separates.
_ABBREVIATION = re.compile(r"(?<![^\W_]{2})(?<=[^\W_])\.(?=[^\W_](?![^\W_])|\W|$)")
_SEPARATORS = re.compile(r"[\W_]+")
_SHORT = 80
_SIMPLE = re.compile(r"[a-z0-9 ]*")


@lru_cache(maxsize=16384)
def _fold_short(text: str) -> str:
    return _fold(text)


def fold(text: str) -> str:
    """Give the key under which two spellings of the same words meet.

    Lower case (casefolded), without diacritics, apostrophes and invisible characters; hyphens,
    dots, dashes and every other sign become one space, except in abbreviations, where dots vanish
    ("U.S." and "US" meet). Scripts stay what they are; Hangul stays composed; marks of Indic and
    South-East Asian scripts stay. Any text is accepted; a text of signs alone gives "".
    """
    # Names and words come again and again; whole texts would only fill the memory.
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    text = text.lower() if text.isascii() else _fold_letters(text)
    if _SIMPLE.fullmatch(text):
        return " ".join(text.split())
    text = _APOSTROPHES.sub("", text)
    if "." in text:
        text = _ABBREVIATION.sub("", text)
    return _separate(text)


def _fold_letters(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _MARKS.sub("", text).translate(_LETTERS))


def _separate(text: str) -> str:
    """Turn everything that is not a letter, a digit or a vowel sign into single spaces."""
    if text.isascii():
        return _SEPARATORS.sub(" ", text).strip()
    # `\w` leaves out the combining vowel signs, which belong to their words.
    kept = (ch if ch.isalnum() or unicodedata.category(ch)[0] == "M" else " " for ch in text)
    return " ".join("".join(kept).split())


_SLACK_FORM = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_QUOTES = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
        "«": '"', "»": '"', "‹": "'", "›": "'", "＂": '"', "＇": "'",
    }
)  # fmt: skip
# Compatibility forms of ordinary letters and digits. A blanket NFKC would also turn "½" into "1⁄2"
# and take Thai and Lao vowels apart.
_COMPATIBLE = re.compile(
    "[\uff01-\uffef\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\U0001d400-\U0001d7ff\u2160-\u217f]+"
)
_WRAPPED = re.compile(r"(?<![^\W_])([*_~`]{1,3})(?=\S)([^*_~`\n]*[^\s*_~`])\1(?![^\W_])")


def clean_query(text: str) -> str:
    """Turn the text of a command or message into the plain words that its author saw.

    Slack's escapes and `<…>` forms become what they display (`<@U1|ana>` → `ana`, a mention
    without a label vanishes, `<https://…|label>` → `label`), formatting marks around words go,
    curly quotes become straight ones, full-width letters ordinary ones; control and invisible
    characters go and white space is one space. At most `QUERY_LIMIT` characters come out.
    """
    # Four times the limit leaves room for escapes and link targets, and bounds the work.
    text = _SLACK_FORM.sub(_shown, text[: QUERY_LIMIT * 4])
    if "&" in text:
        text = unescape(text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = text.translate(_QUOTES)
    text = "".join(ch if ch.isprintable() else " " for ch in text)
    for _ in range(3):  # *_both_*: one pair of marks a round
        text, changed = _WRAPPED.subn(r"\2", text)
        if not changed:
            break
    return " ".join(text.split())[:QUERY_LIMIT].rstrip()


def _shown(found: re.Match[str]) -> str:
    sigil, target, label = found[1], found[2], found[3]
    if label:
        return label
    if sigil or not target:
        return " "
    return target.removeprefix("mailto:").removeprefix("tel:")


_MENTION_SIGN = re.compile(r"@(?=\w)|(?<=\W)#(?=\w)|^#(?=\w)")
_URL_SCHEME = re.compile(r"(?i)\b[a-z][a-z0-9+.-]{1,20}:/{1,}|\b(?:mailto|tel|javascript):")
_DOMAIN_DOT = re.compile(r"(?<=[^\W_])\.(?=[a-z]{2,}(?![a-z]))")
_MARKUP = str.maketrans(dict.fromkeys("*_~`<>|\\", " "))
_ENTITY = re.compile(r"&(?=#?\w{1,12};)")


def neutral(text: str, limit: int = ECHO_LIMIT) -> str:
    """Make untrusted words safe to show in Slack's mrkdwn and in a terminal.

    Mentions, channel calls, links, formatting marks, control, bidirectional and invisible
    characters lose their effect, also when they come as entities; the words stay readable. The
    result has at most `limit` characters and ends in "…" when something was cut.
    """
    text = text[: max(limit, 1) * 8]
    # Most words have none of the signs that begin a form, an entity or an address.
    if "<" in text or "&" in text:
        text = _SLACK_FORM.sub(_shown, unescape(_SLACK_FORM.sub(_shown, text)))
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    if not text.isprintable():
        text = "".join(ch if ch.isprintable() else " " for ch in text)
    text = text.translate(_MARKUP)
    if "&" in text:
        text = _ENTITY.sub("", text)
    if ":" in text:
        text = _URL_SCHEME.sub(" ", text)
    if "@" in text or "#" in text:
        text = _MENTION_SIGN.sub("", text)
    if "." in text:
        text = _DOMAIN_DOT.sub("·", text)
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: max(limit - 1, 0)].rstrip() + "…"
