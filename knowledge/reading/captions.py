"""Photo captions and their credits, told from the paragraphs around them.

"Ministers A and B shake hands in Lima on Monday. AFP": a description that ends in a credit without
a full stop. Captions say who is on a picture, seldom what happened, so they make no facts.
"""

import re

_LABEL = re.compile(
    r"(?:photos?|photographs?|images?|pictures?|captions?|file photos?|credits?|pic)\s*"
    r"(?:[:/|]|\bby\b|courtesy\b)",
    re.IGNORECASE,
)
# "Photo: X", "Image: X.", "(Photo by X)" at the end; "AP Photo/X" anywhere.
_CREDIT = re.compile(
    # No space before it in some exports: "on the quayImage: Jo Roe".
    r"(?:\b|(?<=[a-z.]))(?:Photo(?:graph)?|Image|Picture|PHOTO|IMAGE|Credit|Courtesy)s?"
    r"\s?(?::|by\b|courtesy of\b|from\b)\s?[^.\n]{2,60}\.?\)?\*?$"
    r"|\b(?:AP|AFP|EPA|Reuters|REUTERS|Getty|Xinhua)\s?(?:Photo|Images?|PHOTO)\b"
    r"|\b(?:[Hh]andout|HANDOUT|[Pp]ool)\s?(?:via|photo)\b.{0,60}$"
    r"|\(?\b(?:FILE|[Ff]ile) (?:photo|picture|PHOTO)\b[^.]{0,40}\.?\)?$"
)
# A credit behind the last full stop: up to five capitalised words, without a full stop.
_BARE_CREDIT = re.compile(
    r"[.!?][\"'”’)]*\s+(?:©\s?)?"
    r"(?P<credit>[A-Z][\w&’'-]*(?:[\s/|,-]+(?:[A-Z][\w&’'-]*|via|of|and)){0,4})$"
)
_POSITION = re.compile(
    r"\((?:(?:front|top|second|third|far|centre|center)[ ,-]+)?"
    r"(?:left|right|centre|center|middle|L|R|C|l|r|c|2nd [LR]|pictured)\)"
    r"|\b(?:pictured here|seen (?:here )?in this)\b"
)
_LONGEST = 450
_LONGEST_LABELLED = 200


def is_caption(paragraph: str, *, leading: bool = True, last: bool = False) -> bool:
    """Whether a paragraph is the caption or credit of a picture.

    `leading` says that no body paragraph came before: there, a bare credit is enough; further below
    it must be in capitals. `last` says that none comes after: there, it is the article's own.
    """
    if len(paragraph) > _LONGEST:
        return False
    if _LABEL.match(paragraph.lstrip("*(")) and len(paragraph) <= _LONGEST_LABELLED:
        return True
    if _CREDIT.search(paragraph):
        return True
    credit = _BARE_CREDIT.search(paragraph)
    if credit is not None and not (last and not leading):
        return leading or credit["credit"].isupper()
    return leading and _POSITION.search(paragraph) is not None
