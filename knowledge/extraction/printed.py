"""What can be said of a word by its letters alone; the names and their meaning are spaCy's."""

import unicodedata

_QUOTES = frozenset("\"'`«»‘’‚‛“”„‟‹›❮❯") | {"''", "``"}
_BRACKETS = frozenset("()[]{}<>")
_OPENING = frozenset("([{<\"'«‘‚‛“„‟‹❮") | {"``"}
_CLOSING = frozenset(")]}>\"'»’”›❯") | {"''"}
_NUMBER_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
hundred thousand million billion trillion quadrillion gajillion bazillion
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth
fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth billionth
trillionth quadrillionth gajillionth bazillionth
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())


class Printed:
    """A word as printed: `text`."""

    __slots__ = ("text",)

    text: str

    @property
    def orth_(self) -> str:
        """The text."""
        return self.text

    @property
    def is_alpha(self) -> bool:
        """True for letters only."""
        return self.text.isalpha()

    @property
    def is_ascii(self) -> bool:
        """True for plain ASCII."""
        return self.text.isascii()

    @property
    def is_digit(self) -> bool:
        """True for digits only."""
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        """True where all letters are small."""
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        """True where all letters are capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """True for a capital with small letters behind."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """True for white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """True for punctuation, quotation marks and brackets included."""
        return all(unicodedata.category(sign)[0] == "P" for sign in self.text)

    @property
    def is_currency(self) -> bool:
        """True for a sign of currency, not for its name."""
        return all(unicodedata.category(sign) == "Sc" for sign in self.text)

    @property
    def is_bracket(self) -> bool:
        """True for any bracket."""
        return self.text in _BRACKETS

    @property
    def is_quote(self) -> bool:
        """True for any quotation mark, the apostrophe included."""
        return self.text in _QUOTES

    @property
    def is_left_punct(self) -> bool:
        """True for what opens a bracket or quotation."""
        return self.text in _OPENING

    @property
    def is_right_punct(self) -> bool:
        """True for what closes a bracket or quotation."""
        return self.text in _CLOSING

    @property
    def like_num(self) -> bool:
        """True for a number in figures ("1,200", "3/4", "4th") or as one word ("twelve")."""
        text = self.text[1:] if self.text.startswith(("+", "-", "±", "~")) else self.text
        text = text.replace(",", "").replace(".", "").lower()
        numerator, _, denominator = text.partition("/")
        return (
            text.isdigit()
            or (numerator.isdigit() and denominator.isdigit())
            or text in _NUMBERS
            or (text.endswith(("st", "nd", "rd", "th")) and text[:-2].isdigit())
        )
