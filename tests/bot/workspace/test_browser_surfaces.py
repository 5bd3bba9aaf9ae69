"""The page in a real browser: charts, tables, groups, shortcuts, Home, unfurls, files, scripts."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Literal

import pytest
import pytest_asyncio
from slack_bolt.async_app import AsyncApp

from bot.workspace import Workspace
from tests.bot.test_browser import (  # noqa: F401  (fixtures)
    CONTRAST,
    browser,
    plain,
    playwright_api,
    typed,
    visit,
    window,
)
from tests.bot.workspace.conftest import MANIFEST, button, modal, option, section
from tests.bot.workspace_fixtures import client_for, over_sockets

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

pytestmark = pytest.mark.asyncio(loop_scope="module")

# A square of one red point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
ARABIC = "التقى الوزيران في القاهرة"
KHMER = "លោករដ្ឋមន្ត្រីបានជួបជាមួយសមភាគីរបស់លោកនៅភ្នំពេញ"
LONG = " ".join(["Samdech Akka Moha Sena Padei Techo"] * 3)


def raw(text: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def number(value: float) -> dict[str, Any]:
    return {"type": "raw_number", "value": value}


def rich(text: str) -> dict[str, Any]:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [part]}


NAMES = ["Peru", "chad", "Zambia", "Åland", "Oman", "Iran", "Fiji", "Cuba", "Togo", "Mali", LONG]
ROWS = [[raw("Country"), raw("Meetings")], *([rich(n), number(i)] for i, n in enumerate(NAMES))]
TABLE = {"type": "data_table", "caption": "By country", "page_size": 4, "rows": ROWS}


def plot(kind: str, *values: tuple[float, ...]) -> dict[str, Any]:
    categories = ["2021", "2022", "2023"]
    series = [
        {
            "name": f"Kind {i}",
            "data": [{"label": c, "value": v} for c, v in zip(categories, row, strict=True)],
        }
        for i, row in enumerate(values)
    ]
    chart = {"type": kind, "series": series, "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": f"A {kind}", "chart": chart}


MONTHS = [f"September {year} (all)" for year in range(2001, 2021)]
MANY = {
    "type": "data_visualization",
    "title": "Twenty months",
    "chart": {
        "type": "bar",
        "series": [
            {
                "name": "Sums",
                "data": [{"label": m, "value": 1.5e9 * i} for i, m in enumerate(MONTHS)],
            }
        ],
        "axis_config": {"categories": MONTHS},
    },
}
CONTAINER = {
    "type": "container",
    "title": plain("Sources (2)"),
    "subtitle": plain("from two articles"),
    "is_collapsible": True,
    "default_collapsed": True,
    "child_blocks": [
        section("First source"),
        {"type": "actions", "elements": [button("open", "Open it")]},
    ],
}
MENU = {
    "type": "overflow",
    "action_id": "more",
    "options": [option("Source with its context", "source"), option("Correct this", "correct")],
}
SCRIPTS = [
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": ARABIC}]},
            {"type": "rich_text_section", "elements": [{"type": "text", "text": KHMER * 4}]},
        ],
    },
    section(f"*{LONG}*\n{ARABIC}\nLatin again"),
]
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "table": [TABLE],
    "charts": [plot("bar", (3, 40_000, 0), (1, -5, 2)), plot("line", (1.5, 2, 3), (4, 4, 4))],
    "area": [
        plot("area", (3, 4, 9)),
        {
            "type": "data_visualization",
            "title": "A pie",
            "chart": {
                "type": "pie",
                "segments": [{"label": "Japan", "value": 3}, {"label": "Peru", "value": 1}],
            },
        },
    ],
    "months": [MANY],
    "counts": [plot("bar", (1, 0, 1))],
    "container": [CONTAINER],
    "menu": [section("A fact", accessory=MENU)],
    "scripts": SCRIPTS,
}


def surfaces_app(workspace: Workspace) -> AsyncApp:
    """An app on every surface."""
    app = AsyncApp(client=client_for(workspace), signing_secret=workspace.signing_secret)

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any, command: Any, client: Any) -> None:
        await ack()
        if command["text"] != "file":
            await respond(text="words", blocks=ANSWERS[command["text"]])
            return
        for name, content in (("shown.png", PICTURE), ("facts.csv", b"a,b\n")):
            shared = await client.files_upload_v2(
                channel=command["channel_id"], filename=name, content=content, title=name
            )
            if name.endswith("png"):
                file = {"id": shared["files"][0]["id"]}
        image = {"type": "image", "slack_file": file, "alt_text": "A timeline"}
        await respond(text="words", blocks=[image])

    @app.action("open")
    async def opened(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="It is open", replace_original=False)

    @app.shortcut("search")
    async def search(ack: Any, body: Any, client: Any) -> None:
        await ack()
        element = {
            "type": "multi_external_select",
            "action_id": "countries",
            "min_query_length": 1,
            "max_selected_items": 2,
        }
        block = {"type": "input", "block_id": "c", "label": plain("Countries"), "element": element}
        await client.views_open(trigger_id=body["trigger_id"], view=modal(block))

    @app.options("countries")
    async def countries(ack: Any, payload: Any) -> None:
        fitting = [n for n in NAMES[:10] if payload["value"].lower() in n.lower()]
        await ack(options=[option(name, name) for name in fitting])

    @app.view("form")
    async def sent(ack: Any, client: Any, view: Any) -> None:
        await ack()
        chosen = view["state"]["values"]["c"]["countries"]["selected_options"]
        names = ", ".join(one["value"] for one in chosen)
        await client.chat_postMessage(channel="general", text=f"Chosen: {names}.")

    @app.shortcut("check")
    async def check(ack: Any, body: Any, client: Any) -> None:
        await ack()
        view = {
            "type": "modal",
            "title": plain("Checked"),
            "blocks": [section(f"About “{body['message']['text']}”")],
        }
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.event("link_shared")
    async def shared(event: Any, client: Any) -> None:
        facts = [section("One fact of it"), {"type": "actions", "elements": [button("open", "Go")]}]
        await client.chat_unfurl(
            channel=event["channel"],
            ts=event["message_ts"],
            unfurls={event["links"][0]["url"]: {"blocks": facts}},
        )

    @app.event("app_home_opened")
    async def home(event: Any, client: Any, say: Any) -> None:
        if event["tab"] == "messages":
            await say(text="Ask me anything")
            return
        blocks = [section(f"Seen {'before' if 'view' in event else 'never'}"), *SCRIPTS, CONTAINER]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.event("message")
    async def written() -> None:
        pass

    return app


@pytest_asyncio.fixture(loop_scope="module")
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace(MANIFEST) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def page(window: "Page", workspace: Workspace) -> "AsyncIterator[Page]":  # noqa: F811
    async with over_sockets(workspace, surfaces_app(workspace)), visit(window, workspace):
        yield window


async def first_cells(table: "Locator") -> list[str]:
    return await table.locator("tbody th").all_inner_texts()


async def test_a_data_table_sorts_filters_and_turns_pages(page: "Page") -> None:
    await typed(page, "/meetings table")
    region = page.get_by_role("region", name="By country")
    assert await first_cells(region) == NAMES[:4]
    await region.get_by_role("button", name="Country").click()
    assert await first_cells(region) == ["Åland", "chad", "Cuba", "Fiji"], "by letter, not by case"
    heading = region.get_by_role("columnheader", name="Country")
    assert await heading.get_attribute("aria-sort") == "ascending"
    assert await page.evaluate("document.activeElement.textContent") == "Country ↑"
    await region.get_by_role("button", name="Meetings").click()
    await region.get_by_role("button", name="Meetings").click()
    assert await region.locator("tbody td").all_inner_texts() == ["10", "9", "8", "7"]
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Next").click()
    assert await page.get_by_text("9–11 of 11").count() == 1
    assert await page.get_by_role("button", name="Next").is_disabled()
    await page.get_by_label("Filter: By country").fill("ma")
    assert await first_cells(region) == ["Mali", "Oman"], "in the order chosen before"
    await page.get_by_label("Filter: By country").fill("nowhere")
    assert await page.get_by_text("No rows").count() == 1


async def test_charts_can_be_read(page: "Page") -> None:
    await typed(page, "/meetings charts")
    bars = page.get_by_role("img", name="A bar. Kind 0: 2021 3, 2022 40,000, 2023 0; Kind 1")
    await bars.wait_for()
    assert await bars.locator("rect").count() == 6
    heights = await bars.locator("rect").evaluate_all("all => all.map(r => r.getBBox().height)")
    assert max(heights) == heights[1] and heights[2] == 0
    assert await page.get_by_role("img", name="A line.").locator("polyline").count() == 2
    numbers = page.locator(".chart").first.locator("details")
    await numbers.locator("summary").click()
    assert await numbers.locator("tbody tr").all_inner_texts() == [
        "2021\t3\t1",
        "2022\t40,000\t-5",
        "2023\t0\t2",
    ]
    await typed(page, "/meetings counts")
    counts = page.get_by_role("img", name="A bar. Kind 0: 2021 1, 2022 0, 2023 1")
    ticks = counts.locator(".tick[text-anchor=end]")
    await ticks.first.wait_for()
    assert await ticks.all_text_contents() == ["0", "1"], "what is counted has no halves"
    await typed(page, "/meetings area")
    pie = page.locator(".pie")
    await pie.wait_for()
    assert (await pie.locator("li").all_inner_texts())[0].split() == ["Japan", "3", "·", "75%"]
    assert await page.get_by_role("img", name="A area.").locator("polygon").count() == 1


async def test_a_container_unfolds_and_its_buttons_work(page: "Page") -> None:
    await typed(page, "/meetings container")
    fold = page.locator("details.container")
    await fold.wait_for()
    assert not await fold.get_by_text("First source").is_visible()
    await fold.get_by_text("Sources (2)").click()
    assert await fold.get_by_text("First source").is_visible()
    await fold.get_by_role("button", name="Open it").click()
    await page.get_by_text("It is open").wait_for()


async def test_shortcuts_at_a_message_and_of_the_workspace(page: "Page") -> None:
    await typed(page, "A draft to check")
    article = page.get_by_role("article").filter(has_text="A draft to check")
    await article.hover()
    await article.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Check this").click()
    dialog = page.get_by_role("dialog", name="Checked")
    assert "About “A draft to check”" in await dialog.inner_text()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Search the archive").click()
    box = page.get_by_role("dialog", name="Form").get_by_role("combobox")
    for wanted in ("Peru", "Oman", "Iran"):
        await box.fill(wanted)
        await page.get_by_role("option", name=wanted).click()
    form = page.get_by_role("dialog", name="Form")
    assert await form.get_by_role("button", name="Remove").count() == 2, "no more than two"
    await box.fill("i")
    last = form.get_by_role("option").last
    await last.wait_for()
    seen = "node => { const r = node.getBoundingClientRect();" + (
        " return node.contains(document.elementFromPoint(r.left + 9, r.top + r.height / 2)); }"
    )
    await last.scroll_into_view_if_needed()
    assert await last.evaluate(seen), "the list is not cut off by the form"
    await form.get_by_role("button", name="Remove Peru").click()
    await box.fill("xyz")
    await form.get_by_text("No results").wait_for()
    await box.fill("iran")
    await page.get_by_role("option", name="Iran").click()
    await form.get_by_role("button", name="Send").click()
    await page.get_by_text("Chosen: Oman, Iran.").wait_for()


async def test_the_home_tab_is_opened_and_told_of(page: "Page") -> None:
    await page.get_by_role("navigation").get_by_role("button", name="Dateline").click()
    await page.get_by_text("Ask me anything").wait_for()
    await page.get_by_role("tab", name="Home").click()
    await page.get_by_text("Seen never").wait_for()
    assert await page.locator("#home").get_by_text(ARABIC).count() == 2
    await page.get_by_role("tab", name="Messages").click()
    await page.get_by_role("tab", name="Home").click()
    await page.get_by_text("Seen before").wait_for()


async def test_a_link_shows_its_facts_below(page: "Page") -> None:
    await typed(page, "Look: https://www.news.example/visit")
    article = page.get_by_role("article").filter(has_text="Look:")
    await article.locator(".attachment").get_by_text("One fact of it").wait_for()
    assert await article.get_by_role("link").get_attribute("href") == (
        "https://www.news.example/visit"
    )
    await article.get_by_role("button", name="Go").click()
    await page.get_by_text("It is open").wait_for()


async def test_files_are_shown_and_can_be_downloaded(page: "Page") -> None:
    await typed(page, "/meetings file")
    loaded = "image => image.complete && image.naturalWidth === 1"
    for name in ("shown.png", "A timeline"):
        image = page.get_by_role("img", name=name)
        await image.wait_for()
        await image.scroll_into_view_if_needed()
        await page.wait_for_function(loaded, arg=await image.element_handle())
    async with page.expect_download() as started:
        await page.get_by_role("link", name="Download facts.csv").click()
    download = await started.value
    assert download.suggested_filename == "facts.csv"


@pytest.mark.parametrize("width", [1280, 390])
async def test_scripts_stand_on_their_own_side_and_nothing_overflows(
    page: "Page", width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    try:
        await typed(page, "/meetings menu")
        await page.get_by_role("button", name="More actions").click()
        menu = await page.get_by_role("menu").bounding_box()
        assert menu is not None and menu["x"] >= 0 and menu["x"] + menu["width"] <= width
        assert menu["y"] + menu["height"] <= 800
        await page.keyboard.press("Escape")
        for text in ("scripts", "table", "charts"):
            await typed(page, f"/meetings {text}")
        await page.get_by_role("img", name="A line.").wait_for()
        quote = page.locator("blockquote").filter(has_text=ARABIC)
        assert await quote.evaluate("node => getComputedStyle(node).direction") == "rtl"
        sides = (
            await page.locator(".section .text")
            .filter(has_text="Latin again")
            .evaluate(
                """node => {
              const range = document.createRange();
              const box = node.getBoundingClientRect();
              return [...node.childNodes].filter((n) => n.nodeType === 3).slice(-2).map((text) => {
                range.selectNode(text);
                const line = range.getBoundingClientRect();
                return line.left - box.left < 2 ? "left" : "right";
              });
            }"""
            )
        )
        assert sides == ["right", "left"]
        wide = await page.evaluate(
            "document.documentElement.scrollWidth > innerWidth"
            " || messages.scrollWidth > messages.clientWidth"
        )
        assert wide is False
        await typed(page, "/meetings months")
        months = page.get_by_role("img", name="Twenty months.")
        await months.wait_for()
        cut = await months.evaluate(
            """node => {
              const room = node.getBoundingClientRect();
              return [...node.querySelectorAll("text")].filter((text) => {
                const box = text.getBoundingClientRect();
                return box.left < room.left - 1 || box.bottom > room.bottom + 1;
              }).map((text) => text.textContent);
            }"""
        )
        assert cut == [], "no name on an axis is cut off"
        drawn = page.get_by_role("img", name="A line.").locator(".tick").first
        shown = await drawn.evaluate("node => node.getBoundingClientRect().height")
        assert shown >= 11, "letters in a chart keep their size"
    finally:
        await page.set_viewport_size({"width": 1280, "height": 800})


async def test_who_is_a_guest_and_who_a_stranger(workspace: Workspace, page: "Page") -> None:
    workspace.add_person("gil", "Gil Moreau", channels=["general"], guest="single")
    workspace.add_person("kim", "Kim Osei", channels=["general"], of_team="The Other Paper")
    await page.reload()
    await page.get_by_label("Message #general").wait_for()
    for who in ("gil", "kim"):
        await workspace.user(who).say(f"{who} was here")
    for text, badge in (("gil was here", "Guest"), ("kim was here", "The Other Paper")):
        article = page.get_by_role("article").filter(has_text=text)
        await article.locator(".badge", has_text=badge).wait_for()


async def test_a_private_channel_has_a_lock(workspace: Workspace, page: "Page") -> None:
    workspace.add_channel("secret", ["anna", "ben"], private=True)
    await page.reload()
    await page.get_by_role("navigation").get_by_role("button", name="secret").click()
    assert await page.title() == "#secret · The Newsroom"
    assert await page.locator("[aria-current] .sign-lock").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_here_too(scheme: Literal["light", "dark"], page: "Page") -> None:
    await page.emulate_media(color_scheme=scheme)
    for text in ("charts", "area", "container", "table"):
        await typed(page, f"/meetings {text}")
    await page.get_by_text("By country").wait_for()
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem").first.wait_for()
    weak = await page.evaluate(CONTRAST.read_text(encoding="utf-8"))
    await page.emulate_media(color_scheme="light")
    assert weak == []
