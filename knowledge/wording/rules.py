"""What each rule by which facts are read means, in plain words."""

_FAMILIES = (
    ("address by phone", "somebody spoke to a gathering by phone or video"),
    ("gathering ", "several parties take part in a gathering (“{}”)"),
    ("heading ", "the heading names the parties, and the text tells what they do (“{}”)"),
    ("joint ", "two parties do something together that takes a meeting (“{}”)"),
    ("verb with group", "somebody meets a group whose members the article names"),
    ("verb visit somebody", "somebody visits somebody"),
    ("verb ", "a verb of meeting or travelling with who and whom in its sentence (“{}”)"),
)
"""Families of rules by how their names begin, the narrower first; {} is the rest of the name."""

_RULES = {
    # Meetings
    "called off": "a meeting is said to be called off",
    "ceremony": "officials of two parties act together at a ceremony",
    "company": "somebody is somewhere in the company of somebody else",
    "delegation led": "somebody leads a delegation to a party",
    "en route": "somebody is on the way to a party",
    "envoy summoned": "a ministry summons the envoy of another country",
    "journey": "somebody makes a journey to a party",
    "leaders gather": "leaders are told to gather",
    "meeting again": "those who met meet again",
    "meeting resumed": "talks are told to go on",
    "meetings of a series": "one sentence tells of several meetings of one person",
    "noun between": "a noun of meeting with “between” and two parties",
    "noun bringing together": "a noun of meeting that brings parties together",
    "noun of two parties": "a noun of meeting with two parties before it (“the A–B talks”)",
    "noun visit": "the noun “visit” with a visitor and a destination",
    "noun with": "a noun of meeting with “with” and the other side",
    "received on a visit": "a host receives a visitor",
    "signing": "two sides sign something in each other's presence",
    "signing of parties": "two parties sign something in each other's presence",
    "stay": "somebody stays with a party",
    "stayed away": "somebody is told to have stayed away",
    "summit": "a summit and those who attend it",
    "summit between": "a summit between two parties",
    "summit held": "a summit is held by parties or at a place",
    "summit travelled to": "somebody travels to a summit",
    "summit with": "a summit with the other side",
    "visit to speaker": "somebody visits whoever speaks",
    "visitor address": "a visitor addresses the hosts",
    "visitor expected": "a visitor is expected",
    "with association": "somebody meets an association",
    # Agreements
    "agreement adopted": "parties adopt a document",
    "agreement in force": "an agreement is said to come, or to have come, into force",
    "agreement mentioned": "an agreement is mentioned together with its parties",
    "agreement proposed": "somebody proposes an agreement to another party",
    "agreement reached": "parties reach or announce an agreement",
    "agreement signed": "parties sign an agreement",
    "agreement told": "the article tells of an agreement between parties",
    "common body founded": "parties found a body together",
    "loan given": "one party lends to another",
    "measure agreed": "parties agree on a measure",
    "partnership founded": "parties found a partnership",
    "relations established": "parties establish relations",
    "ties raised": "parties raise their ties to another rank",
    # Sums
    "payment announce": "a sum is announced, promised or planned",
    "payment get": "a party gets a sum",
    "payment give": "a party gives a sum",
    "payment item": "a sum in a list of sums",
    "payment noun": "a noun such as grant or loan with its sum",
    "payment part": "a sum that is part of another",
    "payment return": "a party pays a sum back",
    "trade noun": "a noun of trade with its sum",
    "trade verb": "a verb of trade with its sum",
    # What lies ahead
    "anniversary": "an anniversary with its year",
    "deadline": "something is to be done by a date",
    "in force": "something comes into force on a date to come",
    "named year": "a year that has a name, such as the year of tourism",
    "occasion": "an occasion with a date to come",
    "plan": "something planned with a date to come",
    "target": "an aim with the date by which it is to be reached",
    # Titles
    "appointment": "somebody is appointed to an office",
    "departure": "somebody leaves an office",
    "service": "somebody served in an office",
    "succession": "somebody follows somebody in an office",
    "title": "a title printed with a name",
    # What was said
    "quote according to": "a quotation “according to” somebody",
    "quote after": "a quotation with its speaker behind it",
    "quote before": "a quotation with its speaker before it",
    "quote continued": "a quotation that goes on from the one before",
    "quote fragment": "a few quoted words within a sentence",
    "quote introduced": "a quotation introduced by the sentence before",
    "quote signed": "a quotation with its speaker's name below",
    "quote verdict": "somebody calls something by quoted words",
    "quote within": "a quotation within the sentence that tells who speaks",
    "reported according to": "something “according to” somebody, without quotation marks",
    "reported clause": "somebody says that something is so, without quotation marks",
    "reported stance": "somebody is told to support or reject something",
    "reported through another": "somebody's words as somebody else tells them",
    "reported view": "somebody is told to think something",
}


def rule_words(rule: str) -> str:
    """What a rule means; "" for one that has no words, as sentences found by search have none."""
    said = _RULES.get(rule)
    if said is not None:
        return said
    for beginning, words in _FAMILIES:
        if rule.startswith(beginning):
            return words.format(rule.removeprefix(beginning))
    return ""
