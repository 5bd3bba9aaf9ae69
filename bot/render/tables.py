"""Many facts as one table, whose rows Slack turns over, sorts and filters by itself (`data_table`).

A page of it holds the same number of facts wherever it begins, so that pages follow on each other;
where their texts are long, cells are cut until all rows fit.

https://docs.slack.dev/reference/block-kit/blocks/data-table-block
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render import limits
from bot.render.blocks import Block, Element
from bot.render.text import literal, web_address
from knowledge.model import Answer, Fact, PaymentFact, Source, StatementFact, withdrawal
from knowledge.text import neutral
from knowledge.wording import desk, statements
from knowledge.wording import facts as say
from knowledge.wording.links import at_sentence
from knowledge.wording.payments import amount
from knowledge.wording.texts import shown_sources

TABLE_ROWS = 25
"""Facts of a page that is shown as a table."""

_PAGE = 10


@dataclass(frozen=True, slots=True)
class _Cells:
    """How much a cell holds, in characters of JSON, and whether headlines lead to sentences."""

    room: int
    linked: bool = True


_FITS = (
    _Cells(220),
    _Cells(150),
    _Cells(150, linked=False),
    _Cells(100, linked=False),
    _Cells(60, linked=False),
    _Cells(24, linked=False),
)
"""From everything to the least that still tells rows apart."""


def table_block(answer: Answer, room: int) -> Block:
    """The facts of an answer as a table of so many characters of JSON at most."""
    facts = list(answer.facts)[: limits.DATA_TABLE_ROWS]
    for cells in _FITS:
        shown = _table(answer, facts, cells)
        if limits.weight([shown]) <= room:
            break
    return shown


def _table(answer: Answer, facts: Sequence[Fact], cells: _Cells) -> Block:
    columns = _columns(facts)
    header: list[Element] = [_text(name, 100) for name in columns]
    return {
        "type": "data_table",
        "caption": literal(" ".join(answer.understood.split()), limits.HEADER_TEXT) or "Facts",
        "page_size": _PAGE,
        "row_header_column_index": 0,
        "rows": [header, *(_row(fact, columns, cells) for fact in facts)],
    }


def _columns(facts: Sequence[Fact]) -> tuple[str, ...]:
    if all(isinstance(fact, PaymentFact) for fact in facts):
        return "Date", "Amount", "Currency", "What", "Article"
    if all(isinstance(fact, StatementFact) for fact in facts):
        return "Date", "Who", "Words", "Article"
    return "Date", "What", "Article"


def _row(fact: Fact, columns: tuple[str, ...], cells: _Cells) -> list[Element]:
    head, body = _head_and_body(fact)
    told: dict[str, Element] = {
        "Date": _text(head, cells.room),
        "What": _text(body, cells.room),
        "Article": _article(fact, cells),
    }
    if isinstance(fact, PaymentFact):
        number = float(fact.sum.amount)
        printed = limits.clip_weight(neutral(amount(fact.sum)), cells.room)
        told["Amount"] = {"type": "raw_number", "value": number, "text": printed}
        told["Currency"] = _text(fact.sum.currency, cells.room)
    if isinstance(fact, StatementFact):
        told["Who"] = _text(statements.speaker(fact), cells.room)
        told["Words"] = _text(statements.spoken(fact), cells.room)
    return [told[name] for name in columns]


def _head_and_body(fact: Fact) -> tuple[str, str]:
    """A fact in words; what only withdrawn stories tell says so where its day would stand."""
    head, body = say.head_and_body(fact)
    body = desk.noted(fact, body)
    return ("Withdrawn", f"{head}: {body}") if withdrawal(fact) is not None else (head, body)


def _text(text: str, room: int) -> Element:
    return {"type": "raw_text", "text": _cell(text, room)}


def _cell(text: str, room: int) -> str:
    """Untrusted text in one line; what a cell can't hold of it is cut."""
    return limits.clip_weight(literal(" ".join(text.split()), room), room) or "–"


def _article(fact: Fact, cells: _Cells) -> Element:
    """The headline of the first source, linked to the sentence where the article has an address."""
    source = next(iter(shown_sources(fact)), None)
    if source is None:
        return _text("–", cells.room)
    title = _cell(say.source_title(source), min(cells.room, 100))
    url = _address(source) if cells.linked else None
    if url is None:
        return _text(title, cells.room)
    linked = {"type": "link", "url": url, "text": title}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [linked]}]}


def _address(source: Source) -> str | None:
    url = at_sentence(source)
    return url if url is not None and web_address(url) else None
