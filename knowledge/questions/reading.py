"""Free words → what is asked: names and dates as in every command, and the words to be found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.base import Base
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part
from knowledge.language.grammar import parse
from knowledge.language.identify import pairs_apart
from knowledge.language.scan import Scan
from knowledge.language.speech import speech
from knowledge.language.tokens import Token, tokenise
from knowledge.model import Choice, Kind, Query
from knowledge.names.parties import CAPITAL
from knowledge.questions import doubts, premises, shapes
from knowledge.questions.model import Asked, Frame, Named, Term, Wanted
from knowledge.questions.terms import distinct, phrasal, terms
from knowledge.questions.words import opposites, wordset
from knowledge.text import QUERY_LIMIT, clean_query, fold, neutral

_MOST_WORDS = 60
_HAPPENINGS = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.STATEMENT)
_NAMES = {Part.PARTY: "party", Part.PERSON: "person", Part.OFFICE: "office"}


def read_question(text: str, base: Base, *, today: date) -> Asked:
    """Read a question; never raises for any text.

    Names and dates are found as in every command. `problem`, or `question` with `choices`, say
    what keeps it from being answered.
    """
    if len(text) > QUERY_LIMIT:
        return Asked("", Wanted.WHAT, problem=replies.TOO_LONG)
    cleaned = clean_query(text)
    cleaned = _BOUNDS.sub(lambda found: _SINCE[found[1].lower()], cleaned)
    tokens = _owners(pairs_apart(tokenise(cleaned), base.names), base)
    if len(tokens) > _MOST_WORDS:
        return Asked(cleaned, Wanted.WHAT, problem=replies.TOO_LONG)
    everything = frozenset(range(len(tokens)))
    scan = Scan(cleaned, tokens, everything, spoken=True, speech=speech("facts"))
    parsed = parse(scan, base, today, names_only=True)
    if parsed.trouble is not None:
        return Asked(cleaned, Wanted.WHAT, problem=parsed.trouble.message)
    claims = [_held(claim, base) for claim in doubts.meant(parsed.claims, tokens, base)]
    unclear = [claim for claim in claims if len(claim.options) > 1]
    if unclear:
        return _asked_back(cleaned, tokens, unclear[0])
    return _read(cleaned, tokens, claims)


_BOUNDS = re.compile(r"\b(?:on or|starting) (after|before|until|from)\b", re.I)
_SINCE = {"after": "since", "from": "since", "before": "until", "until": "until"}


def _owners(tokens: Sequence[Token], base: Base) -> tuple[Token, ...]:
    """ "japans prime minister": a name with a possessive whose apostrophe was not typed."""
    return tuple(_owner(token, base) for token in tokens)


def _owner(token: Token, base: Base) -> Token:
    text = token.text
    if len(text) < 4 or not text.endswith("s") or text.endswith("ss") or token.quoted:
        return token
    whole = (base.names.party(text).best, base.names.person(text).best)
    if any(found is not None and found.score >= CAPITAL for found in whole):
        return token
    found = base.names.party(text[:-1]).best
    sure = found is not None and found.score >= CAPITAL
    if not sure and not _is_surname(text[:-1], base):
        return token
    return replace(token, text=text[:-1], key=fold(text[:-1]))


def _is_surname(text: str, base: Base) -> bool:
    found = base.names.person(text).candidates
    return bool(found) and fold(text) in fold(found[0].name).split()


def _held(claim: Claim, base: Base) -> Claim:
    """Of several meanings of a name, those that the archive has facts of; else all of them."""
    if len(claim.options) == 1 or claim.part not in _NAMES:
        return claim
    options = tuple(o for o in claim.options if _is_held(o, base))
    return replace(claim, options=options) if options else claim


def _is_held(option: Option, base: Base) -> bool:
    return base.find(_HAPPENINGS, option.put(Query("facts")), limit=0, offset=0)[1] > 0


def _asked_back(cleaned: str, tokens: Sequence[Token], claim: Claim) -> Asked:
    start, end = tokens[claim.start].start, tokens[claim.end - 1].end
    sign = "#c:" if claim.part is Part.PARTY else "#p:"
    before = neutral(cleaned[:start], QUERY_LIMIT)
    after = neutral(cleaned[end:], QUERY_LIMIT)
    choices = tuple(
        Choice(neutral(option.label), f"{before} {sign}{option.value} {after}".strip())
        for option in claim.options
    )
    return Asked(
        cleaned, Wanted.WHAT, question=replies.which([neutral(claim.said)]), choices=choices
    )


def _read(cleaned: str, tokens: Sequence[Token], claims: Sequence[Claim]) -> Asked:
    taken = {n for claim in claims for n in range(claim.start, claim.end)}
    keys = [token.key if n not in taken else "" for n, token in enumerate(tokens)]
    shape = shapes.shape(
        [t if n not in taken else replace(t, key="") for n, t in enumerate(tokens)]
    )
    free = frozenset(range(len(tokens))) - taken - shape.used
    pairs = dict(phrasal(tokens, free))
    free -= {n for pair in pairs.items() for n in pair}
    found = list(shapes.predicates(tokens, free))
    frames, verb = _frames(found, shape.wanted, keys)
    picked = shapes.pick(keys)
    named = tuple(_named(tokens, claims))
    placed = {one.start for one in named if one.kind == "place"}
    query = Query("facts")
    for claim in claims:
        if claim.start not in placed:
            query = claim.options[0].put(query)
    frames = _settled(frames, shape.wanted, named, keys)
    generic = {
        n
        for start, end, key in found
        if all(not specific and frame in frames for frame, specific in shapes.frames_of(key))
        for n in range(start, end)
    }
    used = taken | shape.used | (picked[1] if picked is not None else frozenset())
    words = tuple(distinct(list(terms(tokens, used, generic, pairs))))
    if shape.wanted is Wanted.WHETHER:
        words = tuple(replace(t, phrases=t.phrases | opposites(t.said)) for t in words)
    focus = tuple(term for term in words if term.place in shape.focus)
    by_place = {term.place: term for term in words if term.heavy}
    act = premises.act([token.key for token in tokens], {one.start: one.end for one in named})
    attribute = premises.attribute([token.text for token in tokens])
    wanted = shape.wanted
    if wanted is Wanted.WHAT and not shape.used and _is_office_alone(named, frames, tokens):
        wanted = Wanted.WHO
    if wanted is Wanted.HOW_OLD and named and {n.kind for n in named} <= {"party", "place"}:
        # How long something has lasted between countries.
        wanted = Wanted.WHAT
    return Asked(
        cleaned,
        wanted,
        frames,
        verb,
        passive=verb is not None and shapes.is_passive(keys, verb),
        named=named,
        period=query.period,
        query=query,
        terms=words,
        focus=focus,
        deed=_at(shape.deed, by_place),
        act=_at(act, by_place),
        attribute=_at(attribute, by_place),
        pick=None if picked is None else picked[0],
        future=shapes.is_future(keys),
        relative=any(claim.part is Part.PERIOD and _is_relative(claim.said) for claim in claims),
        yearless=any(claim.part is Part.PERIOD and claim.notes for claim in claims),
        notes=tuple(note for claim in claims for note in claim.notes),
    )


def _at(place: int | None, terms: Mapping[int, Term]) -> Term | None:
    return None if place is None else terms.get(place)


def _is_office_alone(
    named: Sequence[Named], frames: tuple[Frame, ...], tokens: Sequence[Token]
) -> bool:
    """Whether a text is an office and whose it is, which asks who holds it: "mayor of Lima"."""
    offices = [one for one in named if one.kind == "office"]
    if len(offices) != 1 or len(named) > 1 or set(frames) - {Frame.ROLE}:
        return False
    before = {token.key for token in tokens[: offices[0].start]}
    return before <= wordset("before offices") and (
        " of " in offices[0].of or "of" in {token.key for token in tokens[offices[0].end :]}
    )


def _is_relative(said: str) -> bool:
    words = set(fold(said).split())
    return bool(words & wordset("relative")) and not any(char.isdigit() for char in said)


def _frames(
    found: Sequence[tuple[int, int, str]], wanted: Wanted, keys: Sequence[str]
) -> tuple[tuple[Frame, ...], int | None]:
    """What the question may be about, the likeliest first, and where its verb stands."""
    ordered = sorted(found)
    frames: list[Frame] = []
    for _, _, key in ordered:
        frames += [frame for frame, _ in shapes.frames_of(key)]
    strong = [frame for frame in frames if frame not in (Frame.ROLE, Frame.MILESTONE)]
    frames = [*strong, *(frame for frame in frames if frame not in strong)]
    if wanted is Wanted.HOW_MUCH:
        frames = [Frame.PAYMENT, *frames]
    first = frames[0] if frames else None
    own = [
        (start, key) for start, _, key in ordered if first in {f for f, _ in shapes.frames_of(key)}
    ]
    verbs = [start for start, key in own if key not in shapes.NOUNS] or [start for start, _ in own]
    return tuple(dict.fromkeys(frames)), verbs[0] if verbs else None


def _settled(
    frames: tuple[Frame, ...], wanted: Wanted, named: Sequence[Named], keys: Sequence[str]
) -> tuple[Frame, ...]:
    """Frames in the light of who is named: people are received, sums are given."""
    people = [one for one in named if one.kind in ("person", "office")]
    if Frame.PAYMENT in frames and wordset("money") & set(keys) and Frame.STATEMENT not in frames:
        frames = (Frame.PAYMENT, *(f for f in frames if f is not Frame.PAYMENT))
    if wanted is Wanted.WHAT and frames[:1] == (Frame.MEETING,) and _is_calling(keys):
        return (Frame.STATEMENT, *(f for f in frames if f is not Frame.MEETING))
    unpaid = not wordset("money") & set(keys) and not any(n.kind == "party" for n in named)
    if frames[:1] == (Frame.PAYMENT,) and unpaid and wanted in _NO_SUMS:
        frames = tuple(frame for frame in frames if frame is not Frame.PAYMENT)
    paid = frames[:1] == (Frame.PAYMENT,) and wanted is not Wanted.HOW_MUCH
    if paid and Frame.MEETING in frames and people and not wordset("money") & set(keys):
        return (Frame.MEETING, *(f for f in frames if f is not Frame.MEETING))
    pledged = frames[:1] == (Frame.PAYMENT,) and bool(wordset("pledges") & set(keys))
    if pledged and wanted is Wanted.WHAT and not wordset("money") & set(keys):
        return (Frame.STATEMENT, *(f for f in frames if f is not Frame.STATEMENT))
    placed = any(one.kind == "place" for one in named)
    if not frames and wanted in (Wanted.WHEN, Wanted.WHETHER) and people and placed:
        return (Frame.MEETING,)
    if not frames and wanted is Wanted.WHAT and named and named[0].start < 2:
        after = named[0].end
        if after < len(keys) and keys[after] in ("about", "on"):
            return (Frame.STATEMENT,)
    return frames


_NO_SUMS = (Wanted.WHETHER, Wanted.HOW_MANY, Wanted.WHEN, Wanted.WHERE, Wanted.HOW_LONG)
"""What is asked of getting and giving that may be of other things than money: a parole, a goal."""


def _is_calling(keys: Sequence[str]) -> bool:
    """ "What did Vula call the plan": who gives a thing a name phones nobody."""
    if "call" not in keys or not {"did", "does"} & set(keys):
        return False
    place = keys.index("call")
    following = keys[place + 1] if place + 1 < len(keys) else ""
    return bool(following) and following not in ("for", "on", "off", "with", "about")


def _named(tokens: Sequence[Token], claims: Iterable[Claim]) -> Iterator[Named]:
    for claim in claims:
        kind = _NAMES.get(claim.part)
        if kind is None:
            continue
        option = claim.options[0]
        before = claim.start - 1
        while before >= 0 and tokens[before].key in wordset("before names"):
            before -= 1
        way = tokens[before].key if before >= 0 and tokens[before].key in wordset("ways") else ""
        of = option.value or option.label
        if kind == "party" and way in wordset("placed"):
            kind = "place"
        offices = option.put(Query("facts")).offices
        whose = (offices[0].party or "") if offices else ""
        yield Named(kind, of, claim.said, claim.start, claim.end, way, whose)
