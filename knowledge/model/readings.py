"""Readings: what one rule read in one version of one article."""

import hashlib
from dataclasses import dataclass

from knowledge.model.articles import Evidence
from knowledge.model.fields import (
    Agreement,
    Fields,
    Kind,
    Meeting,
    Milestone,
    Payment,
    Role,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain by which a field was read from words that do not name it.

    `field` is the field it explains ("people", "date", "place", "occasion", "parties", "speakers"),
    `mention` the words in the text ("the two leaders", "he", "Cambodia-Japan", "Monday"), at
    `start`:`end`; `target` what they stand for ("Hun Sen, Fumio Kishida", "2022-11-14"); `via` the
    kind of reference ("pronoun", "pair", "title", "counterpart", "heading", "dateline", "lead",
    "publication date", "outlet"; for speakers also "continued", "sentence before", "body",
    "told by" for the body whose quoted words report them, and "meeting" for the parties of a joint
    text).
    """

    field: str
    mention: str
    start: int
    end: int
    target: str
    via: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rule read in one article version: the fields of one fact and what they stand on.

    Immutable: people verify, correct and dispute readings, never change them. `background` marks a
    passage that recalls something earlier rather than reports it.
    """

    kind: Kind
    article: str
    digest: str
    rule: str
    fields: Fields
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...] = ()
    background: bool = False

    @property
    def fingerprint(self) -> str:
        """Names this reading across re-extractions and text shifts (16 hex digits).

        Made of the article, the kind, the first evidence sentence and what the fact is about, not
        of offsets, rule names or the article's version.
        """
        sentence = " ".join(self.evidence[0].text.split()) if self.evidence else ""
        joined = "\x1f".join([self.article, self.kind, sentence, *_about(self.fields)])
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _about(fields: Fields) -> list[str]:
    """What tells a fact from others of its kind in the same sentence."""
    match fields:
        case Meeting():
            return [fields.form, *sorted(p.name for p in fields.people), *fields.parties]
        case Agreement():
            return [fields.type, fields.name or fields.about or "", *fields.parties]
        case Payment():
            return [f"{fields.sum.amount:f}", fields.sum.currency, fields.purpose or ""]
        case Statement():
            return [" ".join(fields.words.split()), *sorted(p.name for p in fields.speakers)]
        case Milestone():
            return [fields.type, fields.what, fields.date]
        case Role():
            return [fields.person]
