"""The checker against Slack's limits: what is just allowed passes, one more is refused."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.workspace.blockkit import (
    check_blocks,
    check_message,
    check_view,
    fill_ids,
    initial_values,
    interactive,
    of_types,
    problems,
    size,
    unknown_files,
)
from tests.bot.workspace.conftest import button, modal, option, section, text_input
from tests.effort import examples

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def context(*elements: Block) -> Block:
    return {"type": "context", "elements": list(elements)}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def image(**more: Any) -> Block:
    return {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "i"} | more


def select(**more: Any) -> Block:
    return {"type": "static_select", "action_id": "s", "options": [option("A", "a")]} | more


def overflow(count: int) -> Block:
    options = [option(str(i), str(i)) for i in range(count)]
    return {"type": "overflow", "action_id": "o", "options": options}


def choices(kind: str, count: int) -> Block:
    return {"type": kind, "options": [option(str(i), str(i)) for i in range(count)]}


def confirm(**more: Any) -> Block:
    texts = {"title": "t", "text": "x", "confirm": "y", "deny": "n"}
    return {key: plain(more.get(key, text)) for key, text in texts.items()}


def rich(*leaves: Block) -> Block:
    part = {"type": "rich_text_section", "elements": list(leaves)}
    return {"type": "rich_text", "elements": [part]}


def raw(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def table(rows: int, columns: int = 1, text: str = "x") -> Block:
    return {"type": "table", "rows": [[raw(text)] * columns for _ in range(rows)]}


def data_table(rows: int, columns: int = 1, **more: Any) -> Block:
    cells = [[raw("x")] * columns for _ in range(rows)]
    return {"type": "data_table", "caption": "c", "rows": cells} | more


def pie(segments: int, title: str = "t", label: str = "l", value: float = 1) -> Block:
    data = [
        {"label": f"{label}{i}"[-max(len(label), 1) :], "value": value} for i in range(segments)
    ]
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "pie", "segments": data},
    }


def bars(categories: int, series: int = 1) -> Block:
    names = [f"c{i}" for i in range(categories)]
    points = [{"label": name, "value": 1} for name in names]
    return {
        "type": "data_visualization",
        "title": "t",
        "chart": {
            "type": "bar",
            "series": [{"name": f"s{i}", "data": points} for i in range(series)],
            "axis_config": {"categories": names},
        },
    }


def card(**more: Any) -> Block:
    return {"type": "card", "title": plain("t")} | more


def container(count: int, **more: Any) -> Block:
    children = [section("x") for _ in range(count)]
    return {"type": "container", "title": plain("t"), "child_blocks": children} | more


def feedback(text: str = "Good", value: str = "1") -> Block:
    good = {"text": plain(text), "value": value}
    bad = {"text": plain("Bad"), "value": "0"}
    return {"type": "feedback_buttons", "positive_button": good, "negative_button": bad}


def context_actions(count: int) -> Block:
    return {"type": "context_actions", "elements": [feedback() for _ in range(count)]}


def address(length: int) -> str:
    return "https://x.example/".ljust(length, "u")


def grouped(count: int) -> Block:
    group = {"label": plain("g"), "options": [option("A", "a")]}
    return {"type": "static_select", "action_id": "s", "option_groups": [group] * count}


def asking(**more: Any) -> Block:
    return button("a", "x", confirm=confirm(**more))


def markdown(length: int) -> Block:
    return {"type": "markdown", "text": "x" * length}


def video(title: str) -> Block:
    return {
        "type": "video",
        "title": plain(title),
        "alt_text": "v",
        "thumbnail_url": "https://x.example/t.png",
        "video_url": "https://x.example/v",
    }


def buttons(count: int) -> list[Block]:
    return [button(f"b{i}", "x") for i in range(count)]


Blocks = Callable[[int], list[Block]]


def element(make: Callable[[str], Block]) -> Blocks:
    """Blocks with one element in an actions block, made for a text of n characters."""
    return lambda n: [actions(make("x" * n))]


MAXIMA: list[tuple[str, int, str, Blocks]] = [
    ("section text", 3000, "0/text/text", lambda n: [section("x" * n)]),
    ("fields", 10, "0/fields", lambda n: [{"type": "section", "fields": [plain("x")] * n}]),
    (
        "field text",
        2000,
        "0/fields/0/text",
        lambda n: [{"type": "section", "fields": [plain("x" * n)]}],
    ),
    ("header", 150, "0/text/text", lambda n: [header("x" * n)]),
    ("context", 10, "0/elements", lambda n: [context(*[plain("x")] * n)]),
    ("actions", 25, "0/elements", lambda n: [actions(*buttons(n))]),
    ("image url", 3000, "0/image_url", lambda n: [image(image_url=address(n))]),
    ("image alt text", 2000, "0/alt_text", lambda n: [image(alt_text="x" * n)]),
    ("image title", 2000, "0/title/text", lambda n: [image(title=plain("x" * n))]),
    ("block_id", 255, "0/block_id", lambda n: [section("x", block_id="b" * n)]),
    ("action_id", 255, "E/action_id", element(lambda t: button(t, "x"))),
    ("button text", 75, "E/text/text", element(lambda t: button("a", t))),
    ("button value", 2000, "E/value", element(lambda t: button("a", "x", value=t))),
    ("button url", 3000, "E/url", lambda n: [actions(button("a", "x", url=address(n)))]),
    (
        "accessibility label",
        75,
        "E/accessibility_label",
        element(lambda t: button("a", "x", accessibility_label=t)),
    ),
    ("overflow options", 5, "E/options", lambda n: [actions(overflow(n))]),
    (
        "option text",
        75,
        "E/options/0/text/text",
        element(lambda t: select(options=[option(t, "v")])),
    ),
    ("option value", 150, "E/options/0/value", element(lambda t: select(options=[option("x", t)]))),
    (
        "select options",
        100,
        "E/options",
        lambda n: [actions(select(options=[option("x", str(i)) for i in range(n)]))],
    ),
    ("option groups", 100, "E/option_groups", lambda n: [actions(grouped(n))]),
    ("placeholder", 150, "E/placeholder/text", element(lambda t: select(placeholder=plain(t)))),
    ("checkboxes", 10, "E/options", lambda n: [actions(choices("checkboxes", n))]),
    ("radio buttons", 10, "E/options", lambda n: [actions(choices("radio_buttons", n))]),
    ("confirm title", 100, "E/confirm/title/text", element(lambda t: asking(title=t))),
    ("confirm text", 300, "E/confirm/text/text", element(lambda t: asking(text=t))),
    ("confirm button", 30, "E/confirm/confirm/text", element(lambda t: asking(confirm=t))),
    ("deny button", 30, "E/confirm/deny/text", element(lambda t: asking(deny=t))),
    ("markdown in all", 12_000, "", lambda n: [markdown(6_000), markdown(n - 6_000)]),
    ("table rows", 100, "0/rows", lambda n: [table(n)]),
    ("table columns", 20, "0/rows/0", lambda n: [table(1, n)]),
    ("table text in all", 10_000, "", lambda n: [table(1, 1, "x" * n)]),
    ("tables", 1, "", lambda n: [table(1)] * n),
    ("tables of either kind", 1, "", lambda n: [table(1), data_table(2)][:n]),
    ("data table rows", 101, "0/rows", lambda n: [data_table(n)]),
    ("data table columns", 20, "0/rows/0", lambda n: [data_table(2, n)]),
    ("data table page", 100, "0/page_size", lambda n: [data_table(2, page_size=n)]),
    (
        "row header column",
        1,
        "0/row_header_column_index",
        lambda n: [data_table(2, 2, row_header_column_index=n)],
    ),
    ("chart title", 50, "0/title", lambda n: [pie(1, title="t" * n)]),
    ("chart segments", 6, "0/chart/segments", lambda n: [pie(n)]),
    ("chart label", 20, "0/chart/segments/0/label", lambda n: [pie(1, label="l" * n)]),
    ("chart series", 6, "0/chart/series", lambda n: [bars(2, n)]),
    ("chart categories", 20, "0/chart/axis_config/categories", lambda n: [bars(n)]),
    ("charts", 2, "", lambda n: [pie(1)] * n),
    ("plans", 1, "", lambda n: [{"type": "plan", "title": "t"}] * n),
    ("card title", 150, "0/title/text", lambda n: [card(title=plain("x" * n))]),
    ("card subtitle", 150, "0/subtitle/text", lambda n: [card(subtitle=plain("x" * n))]),
    ("card body", 200, "0/body/text", lambda n: [card(body=plain("x" * n))]),
    ("card actions", 2, "0/actions", lambda n: [card(actions=buttons(n))]),
    ("carousel", 10, "0/elements", lambda n: [{"type": "carousel", "elements": [card()] * n}]),
    ("container", 10, "0/child_blocks", lambda n: [container(n)]),
    ("container title", 150, "0/title/text", lambda n: [container(1, title=plain("x" * n))]),
    ("context_actions", 5, "0/elements", lambda n: [context_actions(n)]),
    (
        "feedback text",
        75,
        "E/positive_button/text/text",
        lambda n: [{"type": "context_actions", "elements": [feedback("x" * n)]}],
    ),
    ("video title", 199, "0/title/text", lambda n: [video("x" * n)]),
    ("header level", 4, "0/level", lambda n: [header("x") | {"level": n}]),
    ("blocks", 50, "", lambda n: [section("x")] * n),
]

MINIMA: list[tuple[str, int, str, Blocks]] = [
    ("section text", 1, "0/text/text", lambda n: [section("x" * n)]),
    ("fields", 1, "0/fields", lambda n: [section("x", fields=[plain("x")] * n)]),
    ("context", 1, "0/elements", lambda n: [context(*[plain("x")] * n)]),
    ("actions", 1, "0/elements", lambda n: [actions(*buttons(n))]),
    ("overflow options", 1, "E/options", lambda n: [actions(overflow(n))]),
    ("action_id", 1, "E/action_id", element(lambda t: button(t, "x"))),
    ("option value", 1, "E/options/0/value", element(lambda t: select(options=[option("x", t)]))),
    ("table rows", 1, "0/rows", lambda n: [table(n)]),
    ("data table rows", 2, "0/rows", lambda n: [data_table(n)]),
    ("data table page", 1, "0/page_size", lambda n: [data_table(2, page_size=n)]),
    ("chart segments", 1, "0/chart/segments", lambda n: [pie(n)]),
    ("chart value", 1, "0/chart/segments/0/value", lambda n: [pie(1, value=n)]),
    ("container", 1, "0/child_blocks", lambda n: [container(n)]),
    ("blocks", 1, "", lambda n: [section("x")] * n),
]


def pointer_to(place: str) -> str:
    """The JSON pointer of a place below the blocks; E stands for the first block's element."""
    return f"/blocks/{place}".replace("/E/", "/0/elements/0/").rstrip("/")


@pytest.mark.parametrize(
    ("limit", "place", "make"), [c[1:] for c in MAXIMA], ids=[c[0] for c in MAXIMA]
)
def test_at_the_limit_passes_and_one_over_fails(limit: int, place: str, make: Blocks) -> None:
    assert [p.line for p in check_blocks(make(limit), "message")] == []
    over = check_blocks(make(limit + 1), "message")
    assert pointer_to(place) in [p.pointer for p in over]


@pytest.mark.parametrize(
    ("limit", "place", "make"), [c[1:] for c in MINIMA], ids=[c[0] for c in MINIMA]
)
def test_at_the_least_passes_and_one_under_fails(limit: int, place: str, make: Blocks) -> None:
    assert [p.line for p in check_blocks(make(limit), "message")] == []
    under = check_blocks(make(limit - 1), "message")
    assert pointer_to(place) in [p.pointer for p in under]


VIEW_MAXIMA: list[tuple[str, int, str, Callable[[int], Block]]] = [
    ("title", 24, "title/text", lambda n: modal(section("x"), title=plain("t" * n))),
    ("submit", 24, "submit/text", lambda n: modal(section("x"), submit=plain("t" * n))),
    ("close", 24, "close/text", lambda n: modal(section("x"), close=plain("t" * n))),
    (
        "private_metadata",
        3000,
        "private_metadata",
        lambda n: modal(section("x"), private_metadata="m" * n),
    ),
    ("callback_id", 255, "callback_id", lambda n: modal(section("x"), callback_id="c" * n)),
    ("external_id", 255, "external_id", lambda n: modal(section("x"), external_id="c" * n)),
    ("blocks", 100, "blocks", lambda n: modal(*[section("x")] * n)),
    ("home blocks", 100, "blocks", lambda n: {"type": "home", "blocks": [section("x")] * n}),
    ("label", 2000, "blocks/0/label/text", lambda n: modal(text_input("b", "l" * n))),
    (
        "hint",
        2000,
        "blocks/0/hint/text",
        lambda n: modal(text_input("b", "l") | {"hint": plain("x" * n)}),
    ),
    (
        "max_length",
        3000,
        "blocks/0/element/max_length",
        lambda n: modal(text_input("b", "l", max_length=n)),
    ),
    (
        "alert",
        200,
        "blocks/0/text/text",
        lambda n: modal({"type": "alert", "text": plain("x" * n)}),
    ),
]


@pytest.mark.parametrize(
    ("limit", "place", "make"), [c[1:] for c in VIEW_MAXIMA], ids=[c[0] for c in VIEW_MAXIMA]
)
def test_view_limits(limit: int, place: str, make: Callable[[int], Block]) -> None:
    assert [p.line for p in check_view(make(limit))] == []
    assert f"/view/{place}" in [p.pointer for p in check_view(make(limit + 1))]


WRONG: list[tuple[str, Any, str, str]] = [
    ("no type", {"text": plain("x")}, "missing required field: type", "/blocks/0/type"),
    ("unknown block", {"type": "banner"}, "unsupported type: banner", "/blocks/0/type"),
    ("not an object", "text", "must provide an object", "/blocks/0"),
    ("null", None, "must provide an object", "/blocks/0"),
    (
        "empty section",
        {"type": "section"},
        "must define either `text` or `fields`",
        "/blocks/0/type",
    ),
    (
        "header in mrkdwn",
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "unsupported type: mrkdwn",
        "/blocks/0/text/type",
    ),
    (
        "button in mrkdwn",
        actions({"type": "button", "text": {"type": "mrkdwn", "text": "x"}}),
        "unsupported type: mrkdwn",
        "/blocks/0/elements/0/text/type",
    ),
    (
        "text as string",
        {"type": "section", "text": "x"},
        "must provide an object",
        "/blocks/0/text",
    ),
    (
        "text without type",
        {"type": "section", "text": {"text": "x"}},
        "missing required field: type",
        "/blocks/0/text/type",
    ),
    (
        "emoji in mrkdwn",
        {"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}},
        "invalid additional property: emoji",
        "/blocks/0/text",
    ),
    (
        "unknown field",
        section("x", colour="red"),
        "invalid additional property: colour",
        "/blocks/0",
    ),
    (
        "accessory of text",
        section("x", accessory={"type": "plain_text_input"}),
        "unsupported type: plain_text_input",
        "/blocks/0/accessory/type",
    ),
    (
        "button in context",
        context(button("a", "x")),
        "unsupported type: button",
        "/blocks/0/elements/0/type",
    ),
    (
        "image without alt",
        {"type": "image", "image_url": "https://x/i.png"},
        "missing required field: alt_text",
        "/blocks/0/alt_text",
    ),
    (
        "image without source",
        {"type": "image", "alt_text": "x"},
        "must define either `image_url` or `slack_file`",
        "/blocks/0/type",
    ),
    (
        "file as string",
        {"type": "image", "alt_text": "x", "slack_file": "F1"},
        "must provide an object",
        "/blocks/0/slack_file",
    ),
    (
        "file of no name",
        {"type": "image", "alt_text": "x", "slack_file": {}},
        "must define either `id` or `url`",
        "/blocks/0/slack_file",
    ),
    (
        "relative url",
        actions(button("a", "x", url="/source")),
        "must be a valid URL",
        "/blocks/0/elements/0/url",
    ),
    (
        "style",
        actions(button("a", "x", style="loud")),
        "must be one of: primary, danger",
        "/blocks/0/elements/0/style",
    ),
    (
        "no options",
        actions({"type": "static_select", "action_id": "s"}),
        "must define either `options` or `option_groups`",
        "/blocks/0/elements/0/type",
    ),
    (
        "foreign initial option",
        actions(select(initial_option=option("B", "b"))),
        "initial_option must be one of the options",
        "/blocks/0/elements/0/initial_option",
    ),
    (
        "same value twice",
        actions(select(options=[option("A", "a"), option("B", "a")])),
        "duplicate option value: a",
        "/blocks/0/elements/0/options/1/value",
    ),
    (
        "url in a select's option",
        actions(select(options=[option("A", "a") | {"url": "https://x"}])),
        "invalid additional property: url",
        "/blocks/0/elements/0/options/0",
    ),
    (
        "confirm without deny",
        actions(
            button(
                "a", "x", confirm={"title": plain("t"), "text": plain("x"), "confirm": plain("y")}
            )
        ),
        "missing required field: deny",
        "/blocks/0/elements/0/confirm/deny",
    ),
    (
        "date",
        actions({"type": "datepicker", "initial_date": "2022-02-30x"}),
        "must be YYYY-MM-DD",
        "/blocks/0/elements/0/initial_date",
    ),
    (
        "input without label",
        {"type": "input", "element": {"type": "plain_text_input"}},
        "missing required field: label",
        "/blocks/0/label",
    ),
    (
        "button in input",
        {"type": "input", "label": plain("l"), "element": button("a", "x")},
        "unsupported type: button",
        "/blocks/0/element/type",
    ),
    (
        "rich text leaf",
        rich({"type": "bold", "text": "x"}),
        "unsupported type: bold",
        "/blocks/0/elements/0/elements/0/type",
    ),
    (
        "rich text style",
        rich({"type": "text", "text": "x", "style": {"loud": True}}),
        "invalid additional property: loud",
        "/blocks/0/elements/0/elements/0/style",
    ),
    (
        "empty rich text",
        rich({"type": "text", "text": ""}),
        "must be more than 0 characters",
        "/blocks/0/elements/0/elements/0/text",
    ),
    (
        "rich text header cell",
        {"type": "data_table", "caption": "c", "rows": [[rich()], [raw("x")]]},
        "unsupported type: rich_text",
        "/blocks/0/rows/0/0/type",
    ),
    (
        "ragged data table",
        {"type": "data_table", "caption": "c", "rows": [[raw("x")], [raw("x")] * 2]},
        "all rows must have the same number of cells",
        "/blocks/0/rows",
    ),
    (
        "data table without caption",
        {"type": "data_table", "rows": [[raw("x")]] * 2},
        "missing required field: caption",
        "/blocks/0/caption",
    ),
    (
        "number cell",
        {"type": "table", "rows": [[{"type": "raw_number", "value": "1"}]]},
        "must provide a number",
        "/blocks/0/rows/0/0/value",
    ),
    (
        "card of nothing",
        {"type": "card"},
        "must define one of `hero_image`, `title`, `actions`, `body`",
        "/blocks/0/type",
    ),
    (
        "container in container",
        container(0) | {"child_blocks": [container(1)]},
        "unsupported type: container",
        "/blocks/0/child_blocks/0/type",
    ),
    (
        "collapsed but fixed",
        container(1, default_collapsed=True),
        "needs `is_collapsible`",
        "/blocks/0/default_collapsed",
    ),
    (
        "point for no category",
        {
            "type": "data_visualization",
            "title": "t",
            "chart": {
                "type": "bar",
                "axis_config": {"categories": ["a"]},
                "series": [{"name": "s", "data": [{"label": "b", "value": 1}]}],
            },
        },
        "must have one data point for each category",
        "/blocks/0/chart/series/0/data",
    ),
    (
        "feedback in actions",
        actions(feedback()),
        "unsupported type: feedback_buttons",
        "/blocks/0/elements/0/type",
    ),
    (
        "least above most",
        {
            "type": "input",
            "label": plain("l"),
            "element": {"type": "plain_text_input", "min_length": 9, "max_length": 8},
        },
        "must not be more than `max_length`",
        "/blocks/0/element/min_length",
    ),
    (
        "conversation of no kind",
        actions({"type": "conversations_select", "filter": {"include": ["secret"]}}),
        "must be one of: im, mpim, private, public",
        "/blocks/0/elements/0/filter/include/0",
    ),
    (
        "a person who is none",
        actions({"type": "users_select", "initial_user": 7}),
        "must provide a string",
        "/blocks/0/elements/0/initial_user",
    ),
    (
        "rich title of a container",
        {"type": "container", "rich_text_title": {"type": "rich_text"}, "child_blocks": []},
        "missing required field: elements",
        "/blocks/0/rich_text_title/elements",
    ),
    (
        "block id of a card in a carousel",
        {"type": "carousel", "elements": [card(block_id="b" * 256)]},
        "must be less than 256 characters",
        "/blocks/0/elements/0/block_id",
    ),
    (
        "file",
        {"type": "file", "external_id": "x", "source": "remote"},
        "unsupported type: file",
        "/blocks/0/type",
    ),
]


@pytest.mark.parametrize(
    ("block", "text", "pointer"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_is_wrong_is_named_with_its_place(block: Any, text: str, pointer: str) -> None:
    lines = [p.line for p in check_blocks([block], "message")]
    assert f"{text} [json-pointer:{pointer}]" in lines


def test_every_problem_is_named_at_once() -> None:
    problems = check_blocks([header("x" * 151), section(""), {"type": "nope"}], "message")
    assert [p.pointer for p in problems] == [
        "/blocks/0/text/text",
        "/blocks/1/text/text",
        "/blocks/2/type",
    ]


def test_duplicate_ids() -> None:
    twice = [section("x", block_id="same"), section("y", block_id="same")]
    assert "block_id same already exists" in check_blocks(twice, "message")[0].line
    inside = [section("x", block_id="in"), container(1, child_blocks=[section("y", block_id="in")])]
    assert check_blocks(inside, "message")
    cards = {"type": "carousel", "elements": [card(block_id="in"), card(block_id="in")]}
    assert "block_id in already exists" in check_blocks([cards], "message")[0].line
    pair = [actions(button("a", "x"), button("a", "y"))]
    assert "action_id a already exists" in check_blocks(pair, "message")[0].line
    assert check_blocks([actions(button("a", "x")), actions(button("a", "x"))], "message") == []


SURFACES: list[tuple[Block, str]] = [
    (section("x"), "message modal home"),
    (header("x"), "message modal home"),
    (context(plain("x")), "message modal home"),
    (actions(button("a", "x")), "message modal home"),
    (image(), "message modal home"),
    (rich({"type": "text", "text": "x"}), "message modal home"),
    ({"type": "divider"}, "message modal home"),
    ({"type": "markdown", "text": "x"}, "message"),
    (table(1), "message"),
    (data_table(2), "message"),
    (pie(1), "message"),
    (context_actions(1), "message"),
    ({"type": "task_card", "task_id": "1", "title": "t"}, "message"),
    ({"type": "plan", "title": "t"}, "message"),
    (card(), "message home"),
    (container(1), "message home"),
    ({"type": "alert", "text": plain("x")}, "modal"),
    ({"type": "input", "label": plain("l"), "element": {"type": "file_input"}}, "modal"),
]


@pytest.mark.parametrize(("block", "surfaces"), SURFACES, ids=[s[0]["type"] for s in SURFACES])
def test_each_surface_takes_its_blocks(block: Block, surfaces: str) -> None:
    taken = {
        "message": not check_blocks([block], "message"),
        "modal": not check_view(modal(block)),
        "home": not check_view({"type": "home", "blocks": [block]}),
    }
    assert {surface for surface, fine in taken.items() if fine} == set(surfaces.split())


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (None, "must provide an object [json-pointer:/view]"),
        ({"type": "popup", "blocks": []}, "unsupported type: popup [json-pointer:/view/type]"),
        ({"type": "modal", "title": plain("t")}, "missing required field: blocks"),
        ({"type": "modal", "blocks": [section("x")]}, "missing required field: title"),
        ({"type": "home", "title": plain("t"), "blocks": [section("x")]}, "additional property"),
        (modal(text_input("b", "l"), submit=None), "missing required field: submit"),
        (modal(text_input("b", "l"), notify_on_close="yes"), "must provide a boolean"),
        (
            modal(
                text_input("a", "l", focus_on_load=True), text_input("b", "l", focus_on_load=True)
            ),
            "only one element can have focus_on_load",
        ),
    ],
)
def test_views_are_checked_as_a_whole(view: Any, line: str) -> None:
    assert any(line in p.line for p in check_view(view))


def test_a_message_needs_something_and_not_too_much() -> None:
    assert check_message({}) and check_message([])
    assert check_message({"text": "x"}) == []
    assert check_message({"text": "x" * 40_001})
    blocks = [section("x" * 2_900) for _ in range(4)]
    room = 13_200 - size([*blocks, section("")])
    assert check_message({"blocks": [*blocks, section("x" * room)]}) == []
    (problem,) = check_message({"blocks": [*blocks, section("x" * (room + 1))]})
    assert problem.code == "msg_blocks_too_long"


def test_problems_are_lines_for_each_surface() -> None:
    assert problems([header("x")], "message") == problems([header("x")], "home") == []
    assert problems([table(1)], "modal") == [
        "unsupported type: table [json-pointer:/blocks/0/type]"
    ]
    assert problems([section("x" * 3_001)], "home") == [
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert "over 13200" in problems([section("x" * 2_900)] * 5, "message")[0]
    assert problems([section("x" * 2_900)] * 5, "home") == [], "views are measured otherwise"
    assert problems([], "message") and problems("text", "modal")


def test_ids_are_filled_in_a_copy() -> None:
    blocks = [actions({"type": "button", "text": plain("x")}), section("y", block_id="mine")]
    before = copy.deepcopy(blocks)
    counter = iter(range(100))
    filled = fill_ids(blocks, lambda prefix: f"{prefix}{next(counter)}")
    assert blocks == before
    assert filled[0]["block_id"] and filled[0]["elements"][0]["action_id"]
    assert filled[1]["block_id"] == "mine"
    assert check_blocks(filled, "message") == []


def test_initial_values_are_the_first_state() -> None:
    blocks = [
        text_input("name", "Name", initial_value="Ada"),
        actions(select(initial_option=option("A", "a"))) | {"block_id": "menu"},
        section("x", block_id="boxes", accessory=choices("checkboxes", 2) | {"action_id": "c"}),
        actions({"type": "multi_users_select", "action_id": "u"}) | {"block_id": "people"},
        actions(button("go", "Go")) | {"block_id": "plain"},
    ]
    assert initial_values(blocks) == {
        "name": {"name_text": {"type": "plain_text_input", "value": "Ada"}},
        "menu": {"s": {"type": "static_select", "selected_option": option("A", "a")}},
        "boxes": {"c": {"type": "checkboxes", "selected_options": []}},
        "people": {"u": {"type": "multi_users_select", "selected_users": []}},
    }
    assert [e["type"] for _, e in interactive(blocks)] == [
        "plain_text_input",
        "static_select",
        "checkboxes",
        "multi_users_select",
        "button",
    ]


KEYS = """type text elements fields accessory element label rows chart options title block_id
action_id child_blocks blocks caption confirm style submit slack_file image_url alt_text"""
KINDS = """section actions button header rich_text table data_table container carousel static_select
plain_text mrkdwn input context data_visualization pie modal home context_actions feedback_buttons
rich_text_list card plan markdown"""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS.split()), inner | st.sampled_from(KINDS.split()), max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=examples(120), deadline=None)
@given(JSON)
def test_the_checker_takes_anything_and_only_passes_what_can_be_shown(content: Any) -> None:
    check_view(content)
    check_message(content)
    of_types(content, frozenset({"section"}))
    unknown_files(content, frozenset())
    if not check_blocks(content, "message"):
        filled = fill_ids(content, lambda prefix: prefix)
        initial_values(filled)
