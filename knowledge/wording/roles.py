"""Roles in plain words."""

from knowledge.dates.edtf import words as date_words
from knowledge.model import RoleFact, Tenure
from knowledge.names import party_name
from knowledge.text import fold
from knowledge.wording.phrases import alternatives, enumerate_words, newest, source_title, values

_TENURES = {Tenure.CURRENT: "", Tenure.FORMER: "former", Tenure.COMING: "yet to take office"}


def role(fact: RoleFact) -> str:
    """A title as of its articles: "Prime Minister, Japan — as of 15 November 2022, “Headline”"."""
    party = f", {party_name(fact.party)}" if fact.party else ""
    return f"{fact.title}{party}{_term(fact)} — {as_of(fact)}"


def _term(fact: RoleFact) -> str:
    """In brackets what the articles say of the term: "(former; until 2021; after Abe)"."""
    tenure = _TENURES[fact.tenure]
    parts = [tenure] if tenure and not fold(fact.title).startswith(tenure) else []
    for word, date in (("since", fact.since), ("until", fact.until)):
        dates = values(date, fact.variants, word)
        parts += [f"{word} {alternatives(dates)}"] if dates else []
    before = None if fact.follows is None else fact.follows.name
    # Of several, the one that most articles name comes first.
    named = values(None, fact.variants, "follows") or ([before] if before else [])
    parts += [f"after {enumerate_words(named, 'or')}"] if named else []
    return f" ({'; '.join(parts)})" if parts else ""


def as_of(fact: RoleFact) -> str:
    """As of which articles a title was held: "as of 15 November 2022, “Headline”"."""
    source = newest(fact.sources) or next(iter(fact.sources), None)
    headline = f", “{source_title(source)}”" if source is not None else ""
    if fact.last is None:
        return f"in an article of unknown date{headline}"
    span = f"as of {date_words(fact.last)}"
    if fact.first is not None and fact.first != fact.last:
        span += f" (first {date_words(fact.first)})"
    return span + headline
