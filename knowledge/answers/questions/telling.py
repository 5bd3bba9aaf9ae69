"""Whether a sentence can answer at all: it holds a day, a place, a number or a reason."""

import re

from knowledge.answers.questions.measures import AGE, measure
from knowledge.questions.model import Asked, Frame, Term, Wanted
from knowledge.questions.words import Text
from knowledge.text import fold

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b{_MONTH}\.? \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b"
    rf"|\b(?:in|for|until|till|by|since|of|during|before|after|early|late|mid)[ -]{_MONTH}\b"
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
    r"dollars?|euros?|yen|yuan|pounds?|z[lł]ot(?:ys?|ych)|roubles?|crowns?|shekels?|lira|lire|dinars?|riels?|baht|won|rupees?|rubles?|francs?|kroner?|pesos?|"
    r"percent|per cent|%"
)
_SUM = re.compile(
    r"[$€£¥₩₹]\s?\d"
    r"|(?<![/\w-])\d[\d.,]{0,24}+(?:\s?(?:million|billion|trillion)|\s?(?:bn|mn)|m)\b(?!-)"
    r"|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|half an?) "
    r"(?:hundred |thousand )?(?:million|billion|trillion)\b"
    rf"|\b(?:[A-Z]{{2,3}}\$|US\$|(?-i:[A-Z]{{3}}))\s?\d|\b\d[\d.,]{{0,24}}+ ?(?:{_CURRENCY})",
    re.I,
)
_NUMBER = re.compile(
    r"^(?:\d[\d.,]*|no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|hundreds|thousand|thousands|million|millions|billion|"
    r"dozen|dozens|several|both)$"
)
_ORDINAL = re.compile(r"^(?:\d+(?:st|nd|rd|th)|\w+(?:ieth|enth|fth|first|second|third))$")
_YEARS = frozenset({"year", "anniversari"})
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
    r"\b(?:sidelines?|margins?|summit|conference|inaugurat\w+|opening|ceremon\w+|meeting|forum|event|visit|session|"
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
_REALLY = re.compile(
    r"\b(?:because|due to|in order to|thanks to|owing to|citing|cited|reasons?|in response to|"
    r"aim(?:s|ed)?|blam\w+|so that|for fear|amid|caus\w+|in a bid to|in protest|following|after|"
    r"as a result|as (?:it|they|he|she|the)|since)\b",
    re.I,
)
_SOUGHT = {
    Wanted.WHEN: _DAY,
    Wanted.HOW_LONG: _LONG,
    Wanted.HOW_MUCH: _SUM,
    Wanted.HOW_MANY: re.compile(r"(?<![\w.])\d[\d.,]*\b"),
    Wanted.HOW_OLD: AGE,
    Wanted.WHERE: _PLACE,
    Wanted.WHY: _REALLY,
    Wanted.OCCASION: _OCCASION,
}


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
        case Wanted.HOW_OLD:
            return AGE.search(said) is not None
        case Wanted.MEASURE:
            return measure(asked).search(said) is not None
        case Wanted.WHY:
            return _REASON.search(said) is not None
        case Wanted.WHERE:
            return _PLACE.search(said) is not None
        case Wanted.OCCASION:
            return _OCCASION.search(said) is not None
        case Wanted.WHO:
            return names_another(asked, said)
    return not asks_name(asked) or _names_one(asked, text)


def asks_name(asked: Asked) -> bool:
    """Whether a question wants what somebody or something is called."""
    return _NAME_OF.search(asked.text) is not None


_NAME_OF = re.compile(r"\bnames? (?:of|is|was|are|were)\b|\bname the\b", re.I)


def _names_one(asked: Asked, text: Text) -> bool:
    """Whether a name stands beside a word of the question: "captain Ahab", "called Ahab"."""
    # "The name of the engine of Veldhaven" is the engine's.
    heads = [asked.attribute] if asked.attribute is not None else asked.heavy[-1:]
    head = [phrase for term in heads for phrase in term.phrases]
    for found in _NAME.finditer(text.text):
        before = text.text[max(0, found.start() - _BESIDE) : found.start()]
        after = text.text[found.end() : found.end() + _BESIDE]
        near = Text(f"{before} . {after}")
        new = not asked.words.intersection(fold(found[0]).split())
        if new and any(near.has(phrase) for phrase in head):
            return True
    return False


_BESIDE = 30


def names_another(asked: Asked, said: str) -> bool:
    """Whether a text has a name that the question hasn't."""
    for found in _NAME.finditer(said):
        word = fold(found[0])
        if found.start() == 0 and not said[found.end() :].lstrip(" ")[:1].isupper():
            continue
        if not asked.words.intersection(word.split()):
            return True
    return False


def closeness(asked: Asked, text: Text) -> float:
    """The share of the telling words that stand near what is wanted, at the best place."""
    sought = measure(asked) if asked.wanted is Wanted.MEASURE else _SOUGHT.get(asked.wanted)
    heavy = asked.heavy
    if sought is None or not heavy:
        return 0.0
    best = 0
    for found in sought.finditer(text.text):
        window = Text(text.text[max(0, found.start() - _WINDOW) : found.end() + _WINDOW])
        best = max(best, sum(any(window.has(p) for p in term.phrases) for term in heavy))
    summed = asked.wanted is Wanted.HOW_MANY and _TOTAL.search(text.text)
    return best / len(heavy) + (_OF_ALL if summed else 0)


_WINDOW, _OF_ALL = 60, 0.7
_TOTAL = re.compile(r"\b(?:total|altogether|in all|at least|overall|toll)\b", re.I)


def _has_number(text: Text) -> bool:
    return any(_NUMBER.match(word) for word in text.folded.split())


def counts(focus: tuple[Term, ...], text: Text) -> bool:
    """Whether a number stands beside what is counted: of years, "180th anniversary" is one."""
    words = text.folded.split()
    head = focus[-1]
    ordinal = head.is_among(_YEARS)
    for phrase in head.phrases:
        for place in text.places(phrase):
            end = place + len(phrase)
            beside = [*words[max(0, place - _NEAR) : place], *words[end : end + 1]]
            if any(_NUMBER.match(w) or (ordinal and _ORDINAL.match(w)) for w in beside):
                return True
    return False
