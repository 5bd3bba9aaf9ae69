"""Section headings that name two parties: "Cambodia-Japan"."""

from dataclasses import dataclass

from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.parsing.document import Document, Sentence
from knowledge.model import ParagraphRole

# A heading may have so many words besides the names of its two parties.
_OTHER_WORDS = 2


@dataclass(frozen=True, slots=True)
class PairHeading:
    """A heading and the two parties that the section below it is about."""

    parties: tuple[str, str]
    sentence: Sentence


def pair_headings(document: Document, parties: list[list[PartyMention]]) -> dict[int, PairHeading]:
    """The pair headings of an article by the number of their section."""
    pairs: dict[int, PairHeading] = {}
    for sentence, mentions in zip(document.sentences, parties, strict=True):
        if sentence.role is not ParagraphRole.HEADING:
            continue
        codes = list(dict.fromkeys(mention.code for mention in mentions))
        covered = sum(mention.last - mention.first for mention in mentions)
        if len(codes) == 2 and len(sentence.words) - covered <= _OTHER_WORDS:
            pairs[sentence.section] = PairHeading((codes[0], codes[1]), sentence)
    return pairs
