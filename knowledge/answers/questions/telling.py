"""Whether a sentence can answer at all: it holds a day, a place, a number or a reason."""

import re

from knowledge.questions.model import Asked, Frame, Term, Wanted
from knowledge.questions.words import Text

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b{_MONTH}\.? \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\bin {_MONTH}\b"
    r"|\b(?:1[6-9]|20)\d\d\b|\b(?:1[6-9]|20)\d0'?s\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|tomorrow|century)\b"
    r"|\b(?:this|next|last) (?:year|month|week)\b|\bearlier (?:this|that)\b",
    re.I,
)
_LONG = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|many|an?)[ -]"
    r"(?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centur\w+)\b"
    r"|\b(?:since|until|decades?)\b|\bfor years\b",
    re.I,
)
_CURRENCY = (
    r"dollars?|euros?|yen|yuan|pounds?|riels?|baht|won|rupees?|rubles?|francs?|kroner?|pesos?|"
    r"percent|per cent|%"
)
_SUM = re.compile(
    r"[$€£¥₩₹]\s?\d|(?<![/\w-])\d[\d.,]*(?:\s?(?:million|billion|trillion)|\s?(?:bn|mn)|m)\b(?!-)"
    rf"|\b(?:[A-Z]{{2,3}}\$|US\$|[A-Z]{{3}})\s?\d|\b\d[\d.,]* ?(?:{_CURRENCY})",
    re.I,
)
_NUMBER = re.compile(
    r"^(?:\d[\d.,]*(?:st|nd|rd|th)?|no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|hundreds|thousand|thousands|million|millions|billion|"
    r"dozen|dozens|several|both|first|second|third)$"
)
_REASON = re.compile(
    r"\b(?:because|due to|since|in order to|thanks to|owing to|after|citing|reason|noting|over)\b"
    r"|\bas (?:it|they|he|she|the)\b|\bso (?:that|as)\b|\bto \w+|\bhelping?\b"
    r"|\bfor (?:its|their|his|her|the|\w+ing)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|inside|across|on|into|linking|between|of)"
    r" (?:the )?(?:\w+ )?[A-Z]"
)
_OCCASION = re.compile(
    r"\b(?:summit|conference|inaugurat\w+|opening|ceremon\w+|meeting|forum|event|visit|session|"
    r"anniversar\w+|celebrat\w+|congress|assembly|talks|dinner|lunch\w*|reception|funeral|wedding|"
    r"coronation|festival|games|trip|tour|briefing|rally|debate|hearing|launch|gathering|council|"
    r"G ?(?:7|8|20)|symposium|workshop|exhibition|fair|dialogue|retreat|speech|address)s?\b",
    re.I,
)
_NAME = re.compile(r"[A-Z][\w’'-]+")
_LENDING = re.compile(
    r"\b(?:loan|grant|aid|donat|fund|financ|invest|lend|lent|assistance)\w*", re.I
)
_NEAR = 5


def can_tell(asked: Asked, text: Text) -> bool:
    """Whether a sentence holds what sort of thing is asked for."""
    said = text.text
    if asked.frames[:1] == (Frame.PAYMENT,) and not (_SUM.search(said) or _LENDING.search(said)):
        return False
    match asked.wanted:
        case Wanted.WHEN:
            return _DAY.search(said) is not None
        case Wanted.HOW_LONG:
            return _LONG.search(said) is not None
        case Wanted.HOW_MUCH:
            return _SUM.search(said) is not None
        case Wanted.HOW_MANY:
            return counts(asked.focus, text) if asked.focus else _has_number(text)
        case Wanted.WHY:
            return _REASON.search(said) is not None
        case Wanted.WHERE:
            return _PLACE.search(said) is not None
        case Wanted.OCCASION:
            return _OCCASION.search(said) is not None
        case Wanted.WHO:
            return len(_NAME.findall(said)) > 1
    return True


def _has_number(text: Text) -> bool:
    return any(_NUMBER.match(word) for word in text.folded.split())


def counts(focus: tuple[Term, ...], text: Text) -> bool:
    """Whether a number stands shortly before what is counted."""
    words = text.folded.split()
    head = focus[-1]
    for phrase in head.phrases:
        for place in text.places(phrase):
            if any(_NUMBER.match(word) for word in words[max(0, place - _NEAR) : place]):
                return True
    return False
