"""`table`, `data_table` and `data_visualization`: what holds figures.

https://docs.slack.dev/reference/block-kit/blocks/data-table-block and its neighbours
"""

from bot.workspace.blockkit import limits
from bot.workspace.blockkit.node import Node
from bot.workspace.blockkit.rich import rich_text


def table(node: Node) -> None:
    """The simple table."""
    node.fields("type rows", "block_id column_settings")
    for row in node.items("rows", limits.TABLE_ROWS):
        _row(row, header=False)
    for column in node.items("column_settings", limits.TABLE_COLUMNS, 0):
        if column.value is not None and column.fields("", "align is_wrapped"):
            column.choice("align", ("left", "center", "right"))
            column.boolean("is_wrapped")


def data_table(node: Node) -> None:
    """The table with pages, sorting and filters; its first row is the header."""
    node.fields("type caption rows", "block_id page_size row_header_column_index")
    node.string("caption", minimum=1)
    node.integer("page_size", *limits.DATA_TABLE_PAGE)
    low, high = limits.DATA_TABLE_ROWS
    lengths = set()
    for index, row in enumerate(node.items("rows", high, low)):
        _row(row, header=index == 0)
        if isinstance(row.value, list):
            lengths.add(len(row.value))
    if len(lengths) > 1:
        node.problem("all rows must have the same number of cells", "rows")
    node.integer("row_header_column_index", 0, max(lengths, default=1) - 1)


def _row(row: Node, *, header: bool) -> None:
    if not isinstance(row.value, list):
        row.problem("must provide an array")
        return
    row.count(limits.TABLE_COLUMNS, 1)
    for index in range(len(row.value)):
        _cell(row.at(index), header=header)


def _cell(cell: Node, *, header: bool) -> None:
    if not cell.is_object():
        return
    kind = cell.kind
    if kind == "raw_text":
        cell.fields("type text")
        cell.string("text", minimum=1)
    elif kind == "raw_number":
        cell.fields("type value", "text")
        if cell.has("value") and not _is_number(cell.value["value"]):
            cell.problem("must provide a number", "value")
    elif kind == "rich_text" and not header:
        rich_text(cell)
    else:
        cell.problem(f"unsupported type: {kind}", "type", "unsupported_type")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def characters(block: object) -> int:
    """How many characters a table's cells hold together."""
    if isinstance(block, dict):
        return sum(
            len(value) if key == "text" and isinstance(value, str) else characters(value)
            for key, value in block.items()
            if key != "type"
        )
    if isinstance(block, list):
        return sum(characters(one) for one in block)
    return 0


def data_visualization(node: Node) -> None:
    """A chart."""
    node.fields("type title chart", "block_id")
    node.string("title", limits.CHART_TITLE, minimum=1)
    if not node.has("chart") or not node.at("chart").is_object():
        return
    chart = node.at("chart")
    kind = chart.kind
    if kind == "pie":
        chart.fields("type segments")
        for segment in chart.items("segments", limits.CHART_SERIES):
            _point(segment, positive=True)
    elif kind in ("line", "bar", "area"):
        chart.fields("type series axis_config")
        _series(chart, _categories(chart))
    else:
        chart.problem(f"unsupported type: {kind}", "type", "unsupported_type")


def _categories(chart: Node) -> list[object]:
    axis = chart.at("axis_config")
    if not chart.has("axis_config") or not axis.fields("categories", "x_label y_label"):
        return []
    axis.string("x_label", limits.CHART_AXIS_LABEL)
    axis.string("y_label", limits.CHART_AXIS_LABEL)
    names = []
    for category in axis.items("categories", limits.CHART_CATEGORIES):
        names.append(category.value)
        if not isinstance(category.value, str):
            category.problem("must provide a string")
        else:
            category.length(category.value, limits.CHART_LABEL, 1)
    return names


def _series(chart: Node, categories: list[object]) -> None:
    seen: set[object] = set()
    for series in chart.items("series", limits.CHART_SERIES):
        if not series.fields("name data"):
            continue
        name = series.string("name", limits.CHART_LABEL, minimum=1)
        if name in seen:
            series.problem(f"duplicate series name: {name}", "name", "duplicate")
        seen.add(name)
        labels = []
        for point in series.items("data", limits.CHART_CATEGORIES):
            _point(point)
            labels.append(point.value.get("label") if isinstance(point.value, dict) else None)
        if sorted(map(str, labels)) != sorted(map(str, categories)):
            series.problem("must have one data point for each category", "data")


def _point(point: Node, *, positive: bool = False) -> None:
    if not point.fields("label value"):
        return
    point.string("label", limits.CHART_LABEL, minimum=1)
    value = point.value.get("value")
    if not _is_number(value):
        point.problem("must provide a number", "value")
    elif positive and value <= 0:
        point.problem("must be more than 0", "value")
