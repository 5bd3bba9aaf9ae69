"""Photo captions and their credits, told from the paragraphs around them.

"Ministers A and B shake hands in Lima on Monday. AFP": a description in the present tense that ends
in a credit without a full stop. Captions say who is on a picture, seldom what happened, so they
make no facts.
"""

import re

_LABEL = re.compile(
    r"(?:photo(?:graph)?s?|images?|pictures?|pix|pic|caption|file photo|in pictures?|credits?)\s*"
    r"(?:[:/|]|\bby\b|courtesy\b)",
    re.IGNORECASE,
)
# Anywhere in a caption: "Photo: X", "Image: X.", "(Photo by X)", "AP Photo/X".
_CREDIT_ANYWHERE = re.compile(
    r"\b(?:Photo(?:graph)?|Image|Picture|PHOTO|IMAGE|Credit|Courtesy)s?"
    r"\s?(?::|by\b|courtesy of\b|from\b)"
    r"\s?[^.\n]{2,60}\.?\)?$"
    r"|\b(?:AP|AFP|EPA|Reuters|REUTERS|Getty|Xinhua)\s?(?:Photo|Images?|PHOTO)\b"
    r"|\b(?:Handout|Pool)\s?(?:via|photo)\b|\bFile\s?(?:photo|pic(?:ture)?)\b|\bfile photo\b",
)
# A credit after the caption's last full stop: one to four capitalised words, without a full stop.
_TRAILING_CREDIT = re.compile(
    r"[.!?][\"'”’)]*\s+(?:©\s?)?(?P<credit>[A-Z][\w&’'-]*(?:[\s/|,-]+(?:[A-Z][\w&’'-]*|via|of|and)){0,4})$"
)
_POSITION = re.compile(
    r"\((?:(?:front|top|second|third|far|centre|center)[ ,-]+)?"
    r"(?:left|right|centre|center|middle|L|R|C|l|r|c|2nd L|2nd R|pictured|in [a-z]+)\)"
    r"|\b(?:pictured|seen (?:here )?in this)\b"
)
_LONGEST = 450


def is_caption(paragraph: str, *, leading: bool = True) -> bool:
    """Whether a paragraph is the caption or credit of a picture.

    `leading` says that no body paragraph came before: there, the credit alone is enough.
    """
    if len(paragraph) > _LONGEST:
        return False
    if _LABEL.match(paragraph) and len(paragraph) <= 200:
        return True
    if _CREDIT_ANYWHERE.search(paragraph):
        return True
    trailing = _TRAILING_CREDIT.search(paragraph)
    if trailing is not None:
        return leading or trailing.group("credit").isupper()
    return leading and _POSITION.search(paragraph) is not None
