"""Where a visit leads: the country or city behind a preposition."""

from dataclasses import replace

from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.scene import Scene
from knowledge.model import Link
from knowledge.names.gazetteer import party_name

NO_PLACE = frozenset({PartyForm.DEMONYM, PartyForm.BODY, PartyForm.STATE_BODY})
"""What names a party, but no place that one goes to."""

# What a country is called once it was named, and what says that another is meant.
_COUNTRIES = frozenset({"country", "nation", "kingdom", "republic", "sultanate", "emirate"})
_NO_COUNTRY = frozenset({"two", "both", "other", "own", "neighbouring", "neighboring", "third"})
_BACK = 4
_PARTS_OF = frozenset({"latin", "central", "south", "north"})
# Nouns that may stand right behind a destination; others make its name part of something else.
_BEHIND_PLACE = frozenset({"today", "yesterday", "tomorrow", "tonight", "visit", "trip"})
# How far a preposition may stand behind its verb or noun, and the destination behind it.
_REACH = 5
_PLACE_REACH = 6


def destination_of(
    scene: Scene, spot: Spot, start: int, prepositions: tuple[str, ...]
) -> PartyMention | None:
    """The country or city behind the first of `prepositions` within a few words of `start`."""
    words = spot.sentence.words
    for i in range(start, min(start + _REACH, len(words))):
        if words[i].lower in prepositions:
            return place_behind(scene, spot, i)
        if words[i].pos in ("VERB", "PUNCT") or words[i].lower in ("from", "with"):
            return None
    return None


def place_behind(scene: Scene, spot: Spot, i: int) -> PartyMention | None:
    """The country or city named within a few words behind word `i`."""
    sentence = spot.sentence
    starts = {party.first: party for party in scene.parties[sentence.index]}
    for j in range(i + 1, min(i + 1 + _PLACE_REACH, len(sentence.words))):
        described = sentence.lower(j) in _COUNTRIES and sentence.lower(j + 1) != "of"
        if described and sentence.lower(i + 1) in ("the", "that"):
            return _country_told_of(scene, spot, i + 1, j)
        if j in starts:
            return starts[j] if _is_destination(spot, starts[j]) else None
        word = sentence.words[j]
        leads_away = word.pos in ("VERB", "ADP", "CCONJ", "SCONJ") and word.lower != "of"
        if leads_away or word.text in (";", ".", ":", "("):
            return None
    return None


def _country_told_of(scene: Scene, spot: Spot, first: int, last: int) -> PartyMention | None:
    """ "His visit to the island nation": the country that the article was on before."""
    sentence = spot.sentence
    if any(word.lower in _NO_COUNTRY for word in sentence.words[first:last]):
        return None
    home = {code for actor in spot.subject() for code in actor.parties}
    for index in range(sentence.index - 1, max(sentence.index - 1 - _BACK, -1), -1):
        for party in reversed(scene.parties[index]):
            if party.form in (PartyForm.NAME, PartyForm.CITY) and party.code not in home:
                start, end = sentence.word_start(first), sentence.word_end(last)
                name = party_name(party.code)
                told = replace(party, first=first, last=last + 1, start=start, end=end, text=name)
                return replace(told, form=PartyForm.NAME)
    return None


def link_to(spot: Spot, destination: PartyMention) -> list[Link]:
    """The link of a destination that is not named: "the island nation"."""
    first, last = destination.first, destination.last
    if spot.sentence.lower(last - 1) not in _COUNTRIES or last - first < len(("the", "country")):
        return []
    return [spot.sentence.word_link("parties", first, last, destination.code, "country")]


def _is_destination(spot: Spot, mention: PartyMention) -> bool:
    """True for a country or city that is not part of some other name or thing."""
    if mention.form in NO_PLACE:
        return False
    words = spot.sentence.words
    if mention.last >= len(words):
        return True
    after = words[mention.last]
    before = words[mention.first - 1] if mention.first else None
    if before is not None and before.capital and before.lower in _PARTS_OF:
        return False  # "South | America"
    if after.lower in ("'s", "’s") or (after.capital and after.pos == "PROPN"):
        return False
    return after.pos != "NOUN" or after.lower in _BEHIND_PLACE
