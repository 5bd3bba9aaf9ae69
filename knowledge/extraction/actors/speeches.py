"""Who says "I": the author of a speech, the people whose turns a transcript marks."""

from knowledge.extraction.lexicon import references
from knowledge.extraction.named.register import NameMention, Person, Register
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.model import ParagraphRole

# A colon this many words behind a name at the beginning of a line marks a turn.
_REACH = 6


def author(document: Document, register: Register) -> Person | None:
    """Who speaks in a text that its title calls a speech: "Remarks by President …"."""
    speaker: Person | None = None
    for sentence, row in zip(document.sentences, register.mentions, strict=True):
        if sentence.role is not ParagraphRole.TITLE:
            continue
        if not sentence.vocabulary.isdisjoint(references().speeches):
            speaker = next((m.person for m in row if sentence.lower(m.left - 1) == "by"), speaker)
    return speaker


def speakers(document: Document, register: Register) -> tuple[Person, ...]:
    """The people whose turns a transcript marks, in the order in which they first speak."""
    rows = zip(document.sentences, register.mentions, strict=True)
    turns = (turn_of(sentence, row) for sentence, row in rows)
    return tuple(dict.fromkeys(person for person in turns if person is not None))


def turn_of(sentence: Sentence, row: list[NameMention]) -> Person | None:
    """The speaker whose turn begins with "President of Russia Vladimir Putin: …"."""
    for mention in row:
        if mention.left <= 1 and sentence.lower(mention.right) in (":", "("):
            behind = range(mention.right, mention.right + _REACH)
            return mention.person if any(sentence.lower(i) == ":" for i in behind) else None
    return None
