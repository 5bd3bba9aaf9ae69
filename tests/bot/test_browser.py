"""The workspace's page in a real browser: what a person without Slack sees and does.

Skipped, with the reason, where Playwright or a Chromium is missing. `DATELINE_CHROMIUM` names a
browser that isn't on the path.
"""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
import pytest_asyncio
from slack_bolt.async_app import AsyncApp

from bot.workspace import Workspace
from tests.bot.workspace.conftest import MANIFEST, button, modal, option, section, text_input
from tests.bot.workspace_fixtures import client_for, over_sockets

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NASTY = "<img src=x onerror=alert(1)> &lt;script&gt;alert(2)&lt;/script&gt; <javascript:alert(3)|x>"

CONTRAST = Path(__file__).parent / "workspace" / "contrast.js"

LOCAL = re.compile(r"(http|ws)://127\.0\.0\.1:\d+/|about:|data:")

pytestmark = pytest.mark.asyncio(loop_scope="module")


def find_browser() -> str:
    named = os.environ.get("DATELINE_CHROMIUM")
    found = [shutil.which(named)] if named else [shutil.which(name) for name in BROWSERS]
    path = next((one for one in found if one), None)
    if path is None:
        pytest.skip("no Chromium found (set DATELINE_CHROMIUM to one)")
    return path


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


ANSWER = [
    {"type": "header", "text": plain("2 meetings · Japan")},
    section(
        "*20–21 March 2022*, Phnom Penh\n>“He will pay a visit.”\n<https://a.example|Visit>",
        accessory=button("source", "Source", value="1"),
    ),
    section("*November 2022*, no day given", accessory=button("source", "Source", value="2")),
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            button("share", "Share in channel", style="primary"),
            {
                "type": "overflow",
                "action_id": "more",
                "options": [option("Correct this", "fix"), option("Hide", "hide")],
            },
            {
                "type": "static_select",
                "action_id": "year",
                "placeholder": plain("Year"),
                "options": [option("2022", "y22"), option("2023", "y23")],
            },
            button(
                "withdraw",
                "Withdraw",
                style="danger",
                confirm={
                    "title": plain("Withdraw it?"),
                    "text": plain("It is no longer shown."),
                    "confirm": plain("Yes, withdraw"),
                    "deny": plain("Keep it"),
                },
            ),
        ],
    },
]
LONG_CHOICE = "Kim Jong Un, General Secretary of the Workers’ Party of Korea, North Korea"
CHOICES = [{"type": "actions", "elements": [button("choose", LONG_CHOICE), button("b", "Short")]}]
FORM = modal(
    text_input("name", "Name", max_length=20),
    {
        "type": "input",
        "block_id": "country",
        "label": plain("Country"),
        "element": {"type": "external_select", "action_id": "find", "min_query_length": 1},
    },
    {
        "type": "input",
        "block_id": "kind",
        "optional": True,
        "label": plain("Kind"),
        "element": {
            "type": "radio_buttons",
            "action_id": "pick",
            "options": [option("Visit", "v"), option("Call", "c")],
        },
    },
    {
        "type": "input",
        "block_id": "parts",
        "optional": True,
        "label": plain("Parts"),
        "element": {
            "type": "checkboxes",
            "action_id": "tick",
            "options": [option("Date", "d"), option("Place", "p")],
        },
    },
    {
        "type": "input",
        "block_id": "sums",
        "optional": True,
        "label": plain("Currency"),
        "element": {
            "type": "multi_static_select",
            "action_id": "among",
            "options": [option("Yen", "JPY"), option("Euro", "EUR"), option("Réal", "BRL")],
        },
    },
    {
        "type": "input",
        "block_id": "day",
        "optional": True,
        "label": plain("Day"),
        "element": {"type": "datepicker", "action_id": "on"},
    },
)
EVERYTHING = [
    {"type": "section", "fields": [plain("Field one"), plain("Field two")]},
    section(NASTY),
    section(
        "*bold* _italic_ ~strike~ `code` snake_case 2*3*4 &lt;3 <!date^1715688000^{date_num}|x>"
    ),
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": NASTY, "style": {"bold": True}}],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}
                ],
            },
        ],
    },
    {"type": "markdown", "text": f"## Heading\n**strong** [link](https://a.example)\n\n{NASTY}"},
    {
        "type": "data_table",
        "caption": "By country",
        "page_size": 2,
        "rows": [
            [{"type": "raw_text", "text": "Country"}, {"type": "raw_text", "text": "Meetings"}],
            *(
                [{"type": "raw_text", "text": name}, {"type": "raw_number", "value": count}]
                for name, count in (("Japan", 4), ("Peru", 1), ("China", 12))
            ),
        ],
    },
    {"type": "task_card", "task_id": "1", "title": "A step"},
]


def tiny_app(workspace: Workspace) -> AsyncApp:
    """An app that answers with a little of everything."""
    app = AsyncApp(client=client_for(workspace), signing_secret=workspace.signing_secret)

    @app.command("/meetings")
    async def meetings(ack: Any, respond: Any, command: Any) -> None:
        await ack()
        blocks = {"everything": EVERYTHING, "choices": CHOICES}.get(command["text"], ANSWER)
        await respond(text="fallback words", blocks=blocks)

    @app.command("/escaped")
    async def form(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.options("find")
    async def find(ack: Any, payload: Any) -> None:
        names = ("Japan", "Jamaica", "Peru")
        fitting = [n for n in names if n.lower().startswith(payload["value"].lower())]
        await ack(options=[option(name, name.lower()) for name in fitting])

    @app.view("form")
    async def sent(ack: Any, client: Any, body: Any, view: Any) -> None:
        values = view["state"]["values"]
        if values["name"]["name_text"]["value"] == "nobody":
            await ack(response_action="errors", errors={"name": "Nobody of that name"})
            return
        await ack()
        chosen = [
            values["name"]["name_text"]["value"],
            values["country"]["find"]["selected_option"]["value"],
            values["kind"]["pick"]["selected_option"]["value"],
            *(o["value"] for o in values["parts"]["tick"]["selected_options"]),
            *(o["value"] for o in values["sums"]["among"]["selected_options"]),
            values["day"]["on"]["selected_date"],
        ]
        await client.chat_postMessage(channel="general", text="Got " + " ".join(chosen))

    @app.action("source")
    async def source(ack: Any, client: Any, body: Any, action: Any) -> None:
        await ack()
        view = {
            "type": "modal",
            "title": plain("Source"),
            "close": plain("Close"),
            "blocks": [section(f"Passage {action['value']}")],
        }
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.action("share")
    async def share(ack: Any, respond: Any, client: Any, body: Any) -> None:
        await ack()
        await respond(delete_original=True)
        await client.chat_postMessage(channel=body["channel"]["id"], text="Shared with everyone")

    @app.action(re.compile("more|year|withdraw"))
    async def others(ack: Any, respond: Any, action: Any) -> None:
        await ack()
        value = (action.get("selected_option") or {}).get("value", "")
        await respond(text=f"{action['action_id']}: {value}.", replace_original=False)

    @app.event("app_mention")
    async def mentioned(event: Any, say: Any) -> None:
        thread = event.get("thread_ts") or event["ts"]
        await say(text=f"Heard: {event['text'].partition('> ')[2]}", thread_ts=thread)

    @app.event("message")
    async def written(event: Any, say: Any) -> None:
        await say(text=f"You wrote: {event['text']}")

    @app.event("app_home_opened")
    async def home(event: Any, client: Any) -> None:
        if event["tab"] == "home":
            view = {"type": "home", "blocks": [section("Welcome home")]}
            await client.views_publish(user_id=event["user"], view=view)

    return app


@pytest.fixture(scope="module")
def playwright_api() -> Any:
    return pytest.importorskip("playwright.async_api", reason="Playwright is not installed")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(playwright_api: Any) -> "AsyncIterator[Browser]":
    path = find_browser()
    async with playwright_api.async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def workspace() -> AsyncIterator[Workspace]:
    suggestions = ["/meetings Japan", "@Dateline meetings Peru"]
    async with Workspace(MANIFEST, suggestions=suggestions) as started:
        yield started


async def new_page(browser: "Browser", **options: Any) -> "Page":
    """A page of its own, on which errors and outside requests are noted."""
    options.setdefault("viewport", {"width": 1280, "height": 800})
    context = await browser.new_context(locale="en-GB", **options)
    page = await context.new_page()
    page.set_default_timeout(15_000)
    page.on("console", lambda line: _note(page, line.type == "error", line.text))
    page.on("pageerror", lambda error: _note(page, True, str(error)))
    page.on("request", lambda request: _note(page, not LOCAL.match(request.url), request.url))
    return page


_problems: dict[int, list[str]] = {}


def _note(page: "Page", wrong: bool, text: str) -> None:
    if wrong:
        _problems.setdefault(id(page), []).append(text)


@asynccontextmanager
async def visit(page: "Page", workspace: Workspace) -> AsyncIterator[None]:
    """Open the workspace; errors on the page, or requests to anywhere else, fail the test."""
    _problems.pop(id(page), None)
    await page.goto(workspace.url)
    await page.get_by_label("Message #general").wait_for()
    yield
    assert _problems.get(id(page), []) == []
    await page.goto("about:blank")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def window(browser: "Browser") -> "Page":
    return await new_page(browser)


@pytest_asyncio.fixture(loop_scope="module")
async def page(window: "Page", workspace: Workspace) -> "AsyncIterator[Page]":
    async with over_sockets(workspace, tiny_app(workspace)), visit(window, workspace):
        yield window


async def typed(page: "Page", text: str) -> None:
    await page.get_by_label("Message #general").fill(text)
    await page.keyboard.press("Enter")


def completions(page: "Page") -> "Locator":
    return page.locator(".compose").get_by_role("listbox", name="Completions")


async def test_a_command_from_hint_to_answer(page: "Page") -> None:
    assert await page.title() == "#general · The Newsroom"
    composer = page.get_by_label("Message #general")
    await composer.press_sequentially("/me")
    hint = page.get_by_role("option", name="/meetings")
    assert "[country]" in await hint.inner_text() and "Who met whom" in await hint.inner_text()
    await page.keyboard.press("Tab")
    assert await composer.input_value() == "/meetings "
    await composer.press_sequentially("Japan")
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article").filter(has_text="2 meetings · Japan")
    await answer.get_by_text("Only visible to you").wait_for()
    words = await answer.inner_text()
    assert "Dateline\nAPP" in words and "20–21 March 2022" in words
    assert await answer.locator("blockquote").inner_text() == "“He will pay a visit.”"
    link = answer.get_by_role("link", name="Visit")
    assert await link.get_attribute("href") == "https://a.example"
    assert await link.get_attribute("rel") == "noopener noreferrer"


async def test_the_first_visit_suggests_what_to_type(page: "Page") -> None:
    await page.get_by_role("button", name="/meetings Japan").click()
    assert await page.get_by_label("Message #general").input_value() == "/meetings Japan"
    await page.keyboard.press("Enter")
    await page.get_by_text("2 meetings · Japan").wait_for()


async def test_a_source_opens_in_a_modal_and_escape_closes_it(page: "Page") -> None:
    await typed(page, "/meetings Japan")
    sources = page.get_by_role("button", name="Source")
    await sources.nth(1).click()
    dialog = page.get_by_role("dialog", name="Source")
    await dialog.get_by_text("Passage 2").wait_for()
    await page.keyboard.press("Escape")
    await dialog.wait_for(state="detached")
    assert await sources.nth(1).evaluate("node => node === document.activeElement")


async def test_sharing_takes_the_private_answer_away_and_everyone_sees_it(
    page: "Page", browser: "Browser", workspace: Workspace
) -> None:
    other = await new_page(browser)
    async with visit(other, workspace):
        await other.get_by_label("The person you are").select_option("Ben Okafor")
        await typed(page, "/meetings Japan")
        await page.get_by_text("2 meetings · Japan").wait_for()
        await page.get_by_role("button", name="Share in channel").click()
        for each in (page, other):
            await each.get_by_text("Shared with everyone").wait_for()
            assert await each.get_by_text("2 meetings · Japan").count() == 0
    await other.context.close()


async def test_menus_choices_and_confirmations(page: "Page") -> None:
    await typed(page, "/meetings Japan")
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Hide").click()
    await page.get_by_text("more: hide.").wait_for()
    await page.get_by_role("article").get_by_role("combobox").select_option("2023")
    await page.get_by_text("year: y23.").wait_for()
    await page.get_by_role("button", name="Withdraw").click()
    await page.get_by_role("button", name="Keep it").click()
    await page.get_by_role("button", name="Withdraw").click()
    await page.get_by_role("button", name="Yes, withdraw").click()
    await page.get_by_text("withdraw: .").wait_for()
    assert await page.get_by_text("withdraw: .").count() == 1


async def test_a_form_is_filled_in_corrected_and_sent(page: "Page") -> None:
    await typed(page, "/escaped")
    form = page.get_by_role("dialog", name="Form")
    await form.get_by_role("button", name="Send").click()
    await form.get_by_text("Please complete this required field.").first.wait_for()
    await form.get_by_label("Name").fill("nobody")
    await form.get_by_label("Country").fill("ja")
    await form.get_by_role("option", name="Jamaica").wait_for()
    await page.keyboard.press("Enter")
    assert await form.get_by_label("Country").input_value() == "Japan"
    await form.get_by_label("Call").check()
    await form.get_by_label("Place").check()
    await form.get_by_label("Currency").fill("rea")
    await form.get_by_role("option", name="Réal").click()
    await form.get_by_label("Currency").click()
    assert await form.get_by_role("option").all_inner_texts() == ["Yen", "Euro"]
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await form.get_by_label("Day").fill("2022-03-20")
    await form.get_by_role("button", name="Send").click()
    await form.get_by_text("Nobody of that name").wait_for()
    assert await form.get_by_role("button", name="Remove").all_inner_texts() == ["Réal ", "Yen "]
    await form.get_by_label("Name").fill("Ada")
    await page.keyboard.press("Enter")
    await form.wait_for(state="detached")
    await page.get_by_text("Got Ada japan c p BRL JPY 2022-03-20").wait_for()


async def test_the_newest_message_is_seen_whole_or_from_its_beginning(page: "Page") -> None:
    messages, more = page.locator("#messages"), page.get_by_role("button", name="More below")

    async def inside(message: "Locator") -> tuple[bool, bool]:
        """Whether the message's beginning and its end are in sight."""
        shown, pane = await message.bounding_box(), await messages.bounding_box()
        assert shown is not None and pane is not None
        ends = shown["y"] + shown["height"], pane["y"] + pane["height"]
        return shown["y"] > pane["y"] - 1, ends[0] < ends[1] + 1

    await typed(page, "/meetings Japan")
    answer = page.get_by_role("article").filter(has_text="2 meetings · Japan")
    await answer.wait_for()
    assert await inside(answer) == (True, True) and not await more.is_visible()
    await page.set_viewport_size({"width": 1100, "height": 330})
    await typed(page, "/meetings Japan")
    await answer.nth(1).wait_for()
    await more.wait_for()
    assert await inside(answer.nth(1)) == (True, False)
    await more.click()
    await more.wait_for(state="hidden")
    assert await inside(answer.nth(1)) == (False, True)


async def test_a_mention_is_answered_in_a_thread_at_the_side(page: "Page") -> None:
    composer = page.get_by_label("Message #general")
    await composer.press_sequentially("@dat")
    await page.get_by_role("option", name="Dateline").wait_for()
    await page.keyboard.press("Enter")
    await composer.press_sequentially("meetings Peru")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    await thread.get_by_text("Heard: meetings Peru").wait_for()
    answer = thread.get_by_label("Reply…")
    await answer.fill("/meetings Japan")
    await page.keyboard.press("Enter")
    await thread.get_by_text("not supported in threads").wait_for()
    await answer.fill("@Dateline and in June?")
    await page.keyboard.press("Enter")
    await thread.get_by_text("Heard: and in June?").wait_for()
    await answer.fill("a draft that is not sent yet")
    await page.keyboard.press("Escape")
    await thread.wait_for(state="hidden")
    await page.get_by_role("button", name="replies").click()
    await thread.get_by_text("Heard: and in June?").wait_for()
    assert await thread.get_by_label("Reply…").input_value() == "a draft that is not sent yet"
    await page.get_by_role("button", name="Close thread").click()
    await thread.wait_for(state="hidden")


async def test_the_direct_message_and_the_home(page: "Page") -> None:
    await page.get_by_role("navigation").get_by_role("button", name="Dateline").click()
    await page.get_by_text("This is your conversation with Dateline.").wait_for()
    composer = page.get_by_label("Message Dateline")
    await composer.fill("meetings Japan")
    await page.keyboard.press("Enter")
    await page.get_by_text("You wrote: meetings Japan").wait_for()
    await page.get_by_role("tab", name="Home").click()
    await page.get_by_text("Welcome home").wait_for()
    await page.get_by_role("tab", name="Messages").click()
    await composer.wait_for()


async def test_keys_recall_and_new_lines(page: "Page") -> None:
    composer = page.get_by_label("Message #general")
    await typed(page, "first line")
    await page.get_by_text("first line").wait_for()
    await page.keyboard.press("ArrowUp")
    assert await composer.input_value() == "first line"
    await page.keyboard.press("ArrowDown")
    assert await composer.input_value() == ""
    await composer.press_sequentially("one")
    await page.keyboard.press("Shift+Enter")
    await composer.press_sequentially("two")
    assert await composer.input_value() == "one\ntwo"
    await composer.fill("/m")
    await completions(page).wait_for()
    await page.keyboard.press("Escape")
    await completions(page).wait_for(state="hidden")
    await composer.fill("draft")
    await page.keyboard.press("Alt+ArrowDown")
    await page.get_by_label("Message #desk").wait_for()
    await page.keyboard.press("Alt+ArrowUp")
    assert await composer.input_value() == "draft"


async def test_every_block_is_drawn_and_nothing_becomes_markup(page: "Page") -> None:
    await typed(page, "/meetings everything")
    article = page.get_by_role("article").filter(has_text="By country")
    words = await article.inner_text()
    assert words.count("<img src=x onerror=alert(1)>") == 3
    assert "<script>alert(2)</script>" in words
    assert await article.locator("img, script, a[href^='javascript']").count() == 0
    assert "bold italic strike code snake_case 2*3*4 <3 2024-05-14" in words
    assert await article.locator("strong", has_text="bold").count() == 1
    assert await article.locator("li", has_text="first").count() == 1
    assert await article.get_by_role("heading", name="Heading").count() == 1
    assert "[block type task_card] fallback words" in words
    table = article.locator("table")
    assert await table.locator("tbody tr").count() == 2
    await table.get_by_role("button", name="Meetings").click()
    assert await table.locator("tbody tr").first.inner_text() == "Peru\t1"
    await article.get_by_role("button", name="Next").click()
    assert await table.locator("tbody tr").first.inner_text() == "China\t12"


async def test_an_app_that_is_gone_is_shown_as_gone(window: "Page", workspace: Workspace) -> None:
    async with visit(window, workspace):
        await window.get_by_text("Dateline is not connected").wait_for()
        await typed(window, "/meetings Japan")
        await window.get_by_text("failed with the error “dispatch_failed”").wait_for()
        async with over_sockets(workspace, tiny_app(workspace)):
            await window.get_by_text("Dateline is not connected").wait_for(state="hidden")


async def test_on_a_phone(page: "Page") -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await typed(page, "/meetings Japan")
    await page.get_by_text("2 meetings · Japan").wait_for()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, "nothing sticks out at the side"
    await typed(page, "/meetings choices")
    choice = page.get_by_role("button", name=LONG_CHOICE)
    await choice.wait_for()
    wide, room, high, line = await choice.evaluate(
        "n => [n.scrollWidth, n.clientWidth, n.clientHeight, n.scrollHeight]"
    )
    assert wide <= room <= 390 and line <= high, "all of the words can be read"
    inside = await choice.evaluate(
        """n => {
            const words = document.createRange();
            words.selectNodeContents(n);
            const [inner, outer] = [words.getBoundingClientRect(), n.getBoundingClientRect()];
            return inner.left >= outer.left && inner.right <= outer.right;
        }"""
    )
    assert inside, "no word is cut off"
    desk = page.get_by_role("navigation").get_by_role("button", name="desk")
    assert not await desk.is_visible()
    await page.get_by_role("button", name="Show channels").click()
    await desk.click()
    await page.get_by_label("Message #desk").wait_for()
    await page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_from_its_background(
    scheme: Literal["light", "dark"], page: "Page"
) -> None:
    """WCAG AA: 4.5 to 1 for every text that is shown (3 to 1 where it is large)."""
    await page.emulate_media(color_scheme=scheme)
    await typed(page, "/meetings Japan")
    await page.get_by_text("2 meetings · Japan").wait_for()
    await typed(page, "/meetings everything")
    await page.get_by_text("By country").wait_for()
    await page.get_by_label("Message #general").press_sequentially("/")
    await completions(page).wait_for()
    weak = await page.evaluate(CONTRAST.read_text(encoding="utf-8"))
    await page.emulate_media(color_scheme="light")
    assert weak == []
