"""Words → Query: the way from a typed text to what was asked, or to a question back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, product

from knowledge import commands
from knowledge.base import Base
from knowledge.language import mentions, replies
from knowledge.language.claims import Claim, Option, Part
from knowledge.language.clauses import topic_words
from knowledge.language.compose import typed
from knowledge.language.either import alternatives, choosable
from knowledge.language.grammar import Parsed, parse
from knowledge.language.identify import pairs_apart
from knowledge.language.lexicon import load
from knowledge.language.rewording import as_words
from knowledge.language.routing import OWN, Route, is_check, route
from knowledge.language.scan import Scan
from knowledge.language.speech import kinds, speech
from knowledge.language.titles import quoted, titled
from knowledge.language.tokens import Token, tokenise
from knowledge.model import Choice, Period, Query, Understood
from knowledge.text import QUERY_LIMIT, clean_query, neutral
from knowledge.wording import facts as say
from knowledge.wording import queries

_MOST_WORDS = 40
_MOST_CHOICES = 10
_WORDED = frozenset({Part.PLACE, Part.OCCASION, Part.TOPIC})
"""Parts that repeat the user's own words, which are shown only if the archive has them too."""

_NAMED = frozenset({Part.PARTY, Part.PERSON, Part.OFFICE})


def understand(text: str, base: Base, *, today: date, command: str | None = None) -> Understood:
    """Read a text as a query.

    Args:
        text: what was typed, after the command's name if `command` gives it. With `command` None
            it may begin with "/" and a command's name, with a command's first word, or ask in
            free speech.
        base: the fact base, asked for names, places and dates.
        today: the asker's day, for "last week".
        command: the name of a command of the registry without its slash; others are a problem.

    Never raises for any text. What the result says to people holds nothing of the text but what
    was resolved, neutralised.
    """
    if is_check(text, command):
        return _problem(replies.CHECK_ELSEWHERE)
    if len(text) > QUERY_LIMIT:
        return _problem(replies.TOO_LONG)
    cleaned = clean_query(text)
    if command is None and cleaned.startswith("/"):
        first, _, cleaned = cleaned[1:].partition(" ")
        command = first or commands.DATELINE.name
    tokens = pairs_apart(tokenise(cleaned), base.names)
    if len(tokens) > _MOST_WORDS:
        return _problem(replies.TOO_LONG)
    routed = _routed(tokens, command)
    if routed is None:
        return _problem(replies.NO_SUCH_COMMAND)
    if isinstance(routed, str):
        return _bare_name(cleaned, tokens, base, today) or _problem(routed)
    if routed.command in OWN:
        return Understood(Query(routed.command, page=routed.page))
    if cleaned and not tokens:
        return _problem(replies.NO_WORDS)
    free = frozenset(range(len(routed.tokens)))
    scan = Scan(cleaned, routed.tokens, free, speech=speech(routed.command))
    parsed = parse(scan, base, today, names_only=routed.command == "whois")
    if routed.command == "whois" and parsed.trouble is None:
        asked = quoted(parsed, base) or (titled(parsed, base) if parsed.left else None)
        if asked is not None:
            return asked
    problem = _wrong(parsed, routed)
    if problem is not None:
        return _problem(problem)
    understood = _settle(parsed, routed, base)
    if understood.query is not None and routed.command == "upcoming":
        return replace(understood, query=_ahead(understood.query, today))
    return understood


def _ahead(query: Query, today: date) -> Query:
    """What lies ahead of today, or of the day asked about; a period asks for its own days."""
    return query if query.period is not None else replace(query, ahead=query.as_of or today)


def _problem(message: str) -> Understood:
    return Understood(None, problem=message)


def _routed(tokens: tuple[Token, ...], command: str | None) -> Route | str | None:
    """The command and its words; what to say when none is named; None for an unknown one."""
    if command is None:
        return route(tokens) or replies.NOT_UNDERSTOOD
    known = commands.find(command)
    if known is None:
        return None
    if known is commands.DATELINE:
        return route(tokens) or replies.NO_SUCH_SUBCOMMAND
    return Route(known.name, tokens)


def _bare_name(
    cleaned: str, tokens: tuple[Token, ...], base: Base, today: date
) -> Understood | None:
    """Offer what can be asked about a text that is nothing but a name."""
    scan = Scan(cleaned, tokens, frozenset(range(len(tokens))), speech=speech("whois"))
    parsed = parse(scan, base, today, names_only=True)
    named = [claim for claim in parsed.claims if claim.part in _NAMED]
    if parsed.left or len(named) != 1 or len(parsed.claims) != 1 or len(named[0].options) != 1:
        return None
    option = named[0].options[0]
    who = "People of" if named[0].part is Part.PARTY else "Who is"
    choices = (
        Choice(f"Meetings with {option.label}", typed(option.put(Query("meetings")))),
        Choice(f"{who} {option.label}", typed(option.put(Query("whois")))),
        Choice(f"{option.label} in time", typed(option.put(Query("timeline")))),
    )
    return Understood(None, named[0].notes, replies.what_about(neutral(option.label)), choices)


def _wrong(parsed: Parsed, routed: Route) -> str | None:
    """What is wrong with a query as a whole, if anything."""
    if parsed.trouble is not None:
        return parsed.trouble.message
    if parsed.dateless:
        return replies.NO_DATE
    if parsed.has_filler("excluding"):
        return replies.CANT_EXCLUDE
    if routed.command == "whois":
        named = any(claim.part in _NAMED for claim in parsed.claims)
        if parsed.left:
            return replies.NOBODY_WHO
        return None if named else replies.WHOIS_WHOM
    if parsed.nameless:
        return replies.NOBODY
    if not parsed.claims and not parsed.left and parsed.has_signs:
        return replies.NO_WORDS
    return None


def _settle(parsed: Parsed, routed: Route, base: Base) -> Understood:
    """Decide what ambiguous words mean, or ask; then put the query together."""
    notes = [note for claim in parsed.claims for note in claim.notes]
    notes += _warnings(parsed)
    settled: list[Claim] = []
    start = _start(parsed, routed)
    for claim in parsed.claims:
        decided = _held(claim, start, base)
        if not decided.options:
            thing = queries.things(start)
            return _problem(replies.none_held(thing, [option.label for option in claim.options]))
        if len(decided.options) == 1 < len(claim.options):
            others = [option.label for option in claim.options if option not in decided.options]
            said, label = neutral(claim.said), decided.options[0].label
            notes.append(replies.taken_as_the_one_held(said, label, others))
        settled.append(decided)
    unclear = [claim for claim in settled if len(claim.options) > 1]
    if unclear:
        question = replies.which([neutral(claim.said) for claim in unclear])
        held = [c for c in settled if c.part not in _WORDED or _is_held(c, start, base)]
        alone = replace(start, words=())
        words = tuple(w for w in start.words if _holds(replace(alone, words=(w,)), base))
        if len(held) < len(settled) or words != start.words:
            notes.append(replies.WORDS_LEFT_OUT)
        choices = tuple(_choices(replace(start, words=words), held, base))
        return Understood(None, tuple(notes), question, choices)
    either = alternatives(settled, parsed.scan)
    if either is None:
        return Understood(
            None, tuple(notes), replies.ONE_AT_A_TIME, _each(start, settled, parsed.scan)
        )

    def holds(query: Query) -> bool:
        return _holds(query, base)

    either, more = mentions.settled(either, start, base, holds)
    notes += more
    query = _put(start, [claim.options[0] for claim in either])
    if _is_empty(query.period):
        return _problem(replies.EMPTY_PERIOD)
    if query.command != "whois" and not _holds(query, base):
        query, more, less = as_words(start, either, query, parsed.scan, base, holds)
        notes = [*(note for note in notes if note not in less), *more]
    return Understood(query, tuple(dict.fromkeys(notes)))


def _each(start: Query, claims: Sequence[Claim], scan: Scan) -> tuple[Choice, ...]:
    """Each of the names that "or" joins, with all the rest of the query."""
    named = choosable(claims, scan)
    rest = _put(start, [claim.options[0] for claim in claims if claim not in named])
    options = [claim.options[0] for claim in named][:_MOST_CHOICES]
    return tuple(Choice(neutral(option.label), typed(option.put(rest))) for option in options)


def _warnings(parsed: Parsed) -> Iterator[str]:
    """What was asked for in a way that the answer does not follow to the letter."""
    scan = parsed.scan
    for start, end, kind in scan.phrases(load("clauses")):
        after = end + scan.is_article(end)
        if kind != "when" and after not in parsed.left and not _claimed_at(parsed, after):
            yield replies.nothing_follows(scan.key(start, end))
    if not parsed.claims and not parsed.left:
        forms = [
            key
            for start, end in scan.spans(3)
            if scan.speech.is_thing(key := scan.key(start, end))
            and key not in ("meeting", "meetings")
        ]
        if forms and scan.speech.command == "meetings":
            yield replies.no_condition(forms[0])
    if parsed.has_filler("oldest") and scan.speech.command not in commands.IN_TIME:
        yield replies.NEWEST_FIRST


def _claimed_at(parsed: Parsed, position: int) -> bool:
    return any(claim.start <= position < claim.end for claim in parsed.claims)


def _held(claim: Claim, start: Query, base: Base) -> Claim:
    """Of several meanings of a name, those of which the archive has what is asked for.

    A misspelt name is asked back whatever the archive holds, so that it never crosses to a
    neighbour unseen; and who somebody is can be told of people of whom it holds nothing else.
    """
    if len(claim.options) == 1 or not claim.exact:
        return claim
    options = [o for o in claim.options if _holds(o.put(Query(start.command)), base)]
    if not options and start.command == commands.WHOIS.name and claim.part is Part.PERSON:
        return claim
    return replace(claim, options=tuple(options))


def _is_held(claim: Claim, start: Query, base: Base) -> bool:
    """True when the archive has what is asked for on a claim alone."""
    return any(_holds(o.put(Query(start.command)), base) for o in claim.options)


def _holds(query: Query, base: Base) -> bool:
    """True when the archive has such facts of the kinds that the command tells."""
    return base.has(kinds(query), query)


def _start(parsed: Parsed, routed: Route) -> Query:
    """The query before any claim: its command, and the words left over as a topic."""
    return Query(
        routed.command,
        words=topic_words(parsed.scan, parsed.left),
        foreseen=routed.command == "upcoming",
    )


def _put(query: Query, options: Iterable[Option]) -> Query:
    for option in options:
        query = option.put(query)
    return query


def _choices(start: Query, claims: Sequence[Claim], base: Base) -> Iterator[Choice]:
    """One whole query for each meaning of the words that have several."""
    for options in islice(product(*(claim.options for claim in claims)), _MOST_CHOICES):
        chosen = [
            _label(claim, option, base)
            for claim, option in zip(claims, options, strict=True)
            if len(claim.options) > 1
        ]
        yield Choice(", ".join(chosen), typed(_put(start, options)))


def _label(claim: Claim, option: Option, base: Base) -> str:
    """A meaning as people tell it from the others: people with title and country."""
    known = base.person(option.value) if claim.part is Part.PERSON else None
    return neutral(option.label if known is None else say.person(known))


def _is_empty(period: Period | None) -> bool:
    return (
        period is not None
        and period.start is not None
        and period.end is not None
        and period.start > period.end
    )
