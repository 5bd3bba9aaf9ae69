"""Plain words of the grammar: pages, forms, states; and `about TOPIC`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from knowledge.commands import COMMANDS
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part, Put, adding, setting
from knowledge.language.lexicon import load, things
from knowledge.language.scan import Scan
from knowledge.language.tokens import Token
from knowledge.model import Query
from knowledge.names.wordings import longest, same
from knowledge.text import neutral


def pages(scan: Scan) -> Iterator[Claim]:
    """`page 3`; numbers past all pages are settled when the answer is counted."""
    for start, end in scan.spans(2):
        word, number = scan.tokens[start], scan.tokens[end - 1].text
        # In quotation marks it is what is searched for.
        if word.key == "page" and not word.quoted and number.isascii() and number.isdecimal():
            page = min(max(int(number[:7]), 1), 1_000_000)
            notes = () if int(number[:7]) else (replies.FIRST_PAGE,)
            yield Claim(start, end, Part.PAGE, (Option("", setting(page=page)),), notes=notes)


def undated(scan: Scan) -> Iterator[Claim]:
    """ "or undated"."""
    for start, end, _ in scan.phrases(load("undated")):
        if scan.is_quoted(start, end):
            continue  # What is searched for, or the name of an occasion.
        yield Claim(start, end, Part.UNDATED, (Option("", setting(undated=True)),))


def sidelines(scan: Scan) -> Iterator[Claim]:
    """ "on the sidelines" of nothing in particular: meetings beside any occasion."""
    for start, end, _ in scan.phrases(load("sidelines")):
        if scan.key(end, end + 1) != "of" and not scan.is_quoted(start, end):
            yield Claim(start, end, Part.OCCASION, (Option("", setting(sidelines=True)),))


def verified(scan: Scan) -> Iterator[Claim]:
    """ "verified", of whatever is asked for; in quotation marks it is a topic.

    In free speech it may be a verb ("was it verified?") unless it stands before what is asked for.
    """
    for start, end, _ in scan.phrases(load("verified")):
        verb = scan.spoken and end - start == 1 and scan.key(end, end + 1) not in _everything()
        if not verb and not scan.is_quoted(start, end):
            yield Claim(start, end, Part.STATUS, (Option("", setting(verified=True)),))


@cache
def _everything() -> frozenset[str]:
    """The single words for what commands are about: "meetings", "facts", "sums"."""
    return frozenset[str]().union(*(things(one.name) for one in COMMANDS))


def plain_words(scan: Scan) -> Iterator[Claim]:
    """Words for what is the command's own: "visits", "planned", "called off", "loans", "yen"."""
    for words in scan.speech.vocabulary:
        for start, end, value in scan.phrases(load(words.lexicon)):
            yield Claim(start, end, words.part, (Option(value, words.meaning(value)),))


def topics(scan: Scan) -> Iterator[Claim]:
    """`about TOPIC`, up to the next claimed word, `with` or `about`; small words are left out."""
    openings = [found for found in scan.phrases(load("clauses")) if found[2] in ("topic", "who")]
    stops = {start for start, _, _ in openings}
    for start, end, kind in openings:
        if kind != "topic":
            continue
        last = end
        while last < len(scan.tokens) and last in scan.free and last not in stops:
            last += 1
        words = topic_words(scan, range(end, last))
        if words:
            yield Claim(start, last, Part.TOPIC, (Option(" ".join(words), _topic(words)),))


def _topic(words: tuple[str, ...]) -> Put:
    """Enters words that are a topic whatever they are; not so beside others, which may be names."""

    def put(query: Query) -> Query:
        only = query.topical or not query.words
        return replace(about(words)(query), topical=only)

    return put


def wordings(scan: Scan) -> Iterator[Claim]:
    """Things of several words that have other wordings: "ministry of foreign affairs"."""
    for start, end in scan.spans(longest()):
        if end - start > 1 and same(scan.key(start, end)):
            words = (neutral(scan.said(start, end)),)
            yield Claim(start, end, Part.TOPIC, (Option(words[0], about(words)),), words[0])


def topic_words(scan: Scan, positions: Iterable[int]) -> tuple[str, ...]:
    """The words at these positions that can be searched for, without the grammar's own or signs.

    Words in quotation marks stay together, to be found one behind the other.
    """
    return tuple(
        text
        for position in positions
        if not scan.is_function_word(position)
        for text in _texts(scan.tokens[position])
        if any(character.isalnum() for character in text)
    )


def _texts(token: Token) -> list[str]:
    said = neutral(token.text).split()
    return [" ".join(said)] if token.quoted else said


def about(words: tuple[str, ...]) -> Put:
    """Enters words to search for."""

    def put(query: Query) -> Query:
        for word in words:
            query = adding("words", word)(query)
        return query

    return put
