"""The forms in which a message is tried: as it was made, simpler, and as text alone.

The simpler one is made of the blocks themselves and only where Slack refuses them, as clients that
know no charts, tables and folds do: few messages ever need it.
"""

from collections.abc import Iterator, Sequence

from bot.render import limits
from bot.render.blocks import Block, Element, Message, section
from bot.render.text import bold, escape, join, link

_CELLS = ((220, True), (150, True), (150, False), (100, False), (60, False), (24, False))
"""Characters of JSON that a cell of a table has as a line, and whether its links are kept."""


def forms(message: Message) -> Iterator[Sequence[Block]]:
    """The blocks to try in turn; an empty form is the text alone."""
    yield message.blocks
    if simpler := simplified(message):
        yield simpler
    yield ()


def simplified(message: Message) -> tuple[Block, ...]:
    """The same in blocks that Slack has always known; none where these are such already.

    Charts, menus and thumbs go, tables become lines, and what is folded away is unfolded: its
    sources all stay, without their sentences where those would be too much.
    """
    blocks = tuple(message.blocks)
    kept = [block for n, block in enumerate(blocks) if not (n and _is_note(blocks[n - 1], block))]
    for room, linked in _CELLS:
        for passages in (True, False):
            made = [
                simple
                for block in kept
                for simple in _simple(block, message.undrawn, room, linked, passages)
            ]
            if len(made) <= limits.MESSAGE_BLOCKS and limits.weight(made) <= limits.TOTAL:
                return () if tuple(made) == blocks else tuple(made)
    return tuple(limits.fit(made))


def _is_note(before: Block, block: Block) -> bool:
    """Whether a block is the small print of a chart: what that leaves out."""
    return (before["type"], block["type"]) == ("data_visualization", "context")


def _simple(
    block: Block, undrawn: Block | None, room: int, linked: bool, passages: bool
) -> list[Block]:
    match block["type"]:
        case "data_visualization":
            return [] if undrawn is None else [undrawn]
        case "data_table":
            return [_line(row, room, linked) for row in block["rows"][1:]]
        case "container":
            folded: list[Block] = block["child_blocks"]
            return [one for one in folded if passages or one["type"] != "rich_text"]
        case "context_actions":
            return []
        case _ if block.get("accessory", {}).get("type") == "overflow":
            return [{name: part for name, part in block.items() if name != "accessory"}]
        case _:
            return [block]


def _line(row: Sequence[Element], room: int, linked: bool) -> Block:
    """A row of a table as a line, its last cell below the others."""
    first, *others, last = [(limits.clip_weight(text, room), url) for text, url in map(_cell, row)]
    line = join(" · ", *(escape(text, 2 * room) for text, _ in others))
    text, url = last
    return section(
        join("\n", join(" ", bold(first[0], room), line), link(url if linked else None, text))
    )


def _cell(cell: Element) -> tuple[str, str | None]:
    """The text of a cell, and its address if it has one."""
    if cell["type"] != "rich_text":
        return cell["text"], None
    (part,) = (one for run in cell["elements"] for one in run["elements"])
    return part["text"], part.get("url")
