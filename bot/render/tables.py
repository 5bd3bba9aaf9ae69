"""Many facts as one table that Slack pages, sorts and filters by itself (`data_table`).

https://docs.slack.dev/reference/block-kit/blocks/data-table-block
"""

from collections.abc import Sequence

from bot.render import limits
from bot.render.blocks import Block, Element
from bot.render.text import literal, size, web_address
from knowledge.model import Answer, Fact, PaymentFact, Source, StatementFact
from knowledge.wording import facts as say
from knowledge.wording import statements
from knowledge.wording.links import at_sentence
from knowledge.wording.payments import amount
from knowledge.wording.texts import shown_sources

_CELL = 180
"""Characters of a cell; the sentences stand in the list of facts."""

_PAGE = 10


def table_of(answer: Answer) -> Block | None:
    """The facts of an answer as a table; None for none. What Slack would not take is left off."""
    facts = list(answer.facts)[: limits.DATA_TABLE_ROWS]
    if not facts:
        return None
    columns = _columns(facts)
    header: list[Element] = [_text(name) for name in columns]
    rows = [header]
    used = sum(size(name) for name in columns)
    for fact in facts:
        row = _row(fact, columns)
        used += sum(_weight(cell) for cell in row)
        if used > limits.TABLE_TEXT and len(rows) > 1:
            break
        rows.append(row)
    return {
        "type": "data_table",
        "caption": literal(" ".join(answer.understood.split()), limits.HEADER_TEXT) or "Facts",
        "page_size": _PAGE,
        "row_header_column_index": 0,
        "rows": rows,
    }


def _columns(facts: Sequence[Fact]) -> tuple[str, ...]:
    if all(isinstance(fact, PaymentFact) for fact in facts):
        return "Date", "Amount", "Currency", "What", "Article"
    if all(isinstance(fact, StatementFact) for fact in facts):
        return "Date", "Who", "Words", "Article"
    return "Date", "What", "Article"


def _row(fact: Fact, columns: tuple[str, ...]) -> list[Element]:
    head, body = say.head_and_body(fact)
    cells = {"Date": _text(head), "What": _text(body), "Article": _article(fact)}
    if isinstance(fact, PaymentFact):
        number = float(fact.sum.amount)
        told = literal(amount(fact.sum), _CELL)
        cells["Amount"] = {"type": "raw_number", "value": number, "text": told}
        cells["Currency"] = _text(fact.sum.currency)
    if isinstance(fact, StatementFact):
        cells["Who"] = _text(statements.speaker(fact))
        cells["Words"] = _text(" ".join(fact.words.split()))
    return [cells[name] for name in columns]


def _text(text: str) -> Element:
    return {"type": "raw_text", "text": literal(" ".join(text.split()), _CELL) or "–"}


def _article(fact: Fact) -> Element:
    """The headline of the first source, linked to the sentence where the article has an address."""
    source = next(iter(shown_sources(fact)), None)
    if source is None:
        return _text("–")
    title = literal(" ".join(say.source_title(source).split()), _CELL // 2) or "–"
    url = _address(source)
    if url is None:
        return _text(title)
    link = {"type": "link", "url": url, "text": title}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [link]}]}


def _address(source: Source) -> str | None:
    url = at_sentence(source)
    return url if url is not None and web_address(url) else None


def _weight(cell: Element) -> int:
    if cell["type"] == "rich_text":
        link = cell["elements"][0]["elements"][0]
        return size(link["text"]) + size(link["url"])
    return size(cell["text"])
