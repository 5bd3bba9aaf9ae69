import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, Person, Refused, Reply, Workspace
from tests.bot.workspace.conftest import MANIFEST, button, modal, option, section, text_input
from tests.bot.workspace_fixtures import over_http, over_sockets

LINES = pytest.mark.parametrize("line", [over_sockets, over_http], ids=["sockets", "http"])

FORM = modal(
    text_input("name", "Name", min_length=2, max_length=10),
    {
        "type": "input",
        "block_id": "country",
        "optional": True,
        "label": {"type": "plain_text", "text": "Country"},
        "element": {
            "type": "external_select",
            "action_id": "find",
            "min_query_length": 1,
        },
    },
    {
        "type": "input",
        "block_id": "kind",
        "optional": True,
        "label": {"type": "plain_text", "text": "Kind"},
        "element": {
            "type": "static_select",
            "action_id": "pick",
            "options": [option("Visit", "v"), option("Call", "c")],
        },
    },
    {"type": "actions", "block_id": "row", "elements": [button("deeper", "Deeper")]},
    private_metadata="kept",
    notify_on_close=True,
)


def error(caught: Any) -> str:
    return str(caught.value.response["error"])


def open_form(app: AsyncApp, view: dict[str, Any] | None = None) -> list[str]:
    """`/meetings` opens the form; the triggers are collected."""
    triggers: list[str] = []

    @app.command("/meetings")
    async def meetings(ack: Any, client: AsyncWebClient, body: Any) -> None:
        await ack()
        triggers.append(body["trigger_id"])
        await client.views_open(trigger_id=body["trigger_id"], view=view or FORM)

    return triggers


@LINES
async def test_a_modal_is_opened_filled_in_and_sent(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    got: dict[str, Any] = {}
    open_form(app)

    @app.options("find")
    async def find(ack: Any, payload: Any) -> None:
        names = ["Japan", "Jamaica", "Peru"]
        wanted = [n for n in names if n.lower().startswith(payload["value"])]
        await ack(options=[option(name, name.lower()) for name in wanted])

    @app.view("form")
    async def submitted(ack: Any, body: Any, view: Any, client: AsyncWebClient) -> None:
        await ack()
        got.update(body)
        await client.chat_postMessage(channel=body["user"]["id"], text="thanks")

    async with line(workspace, app):
        form = await anna.command("/meetings")
        assert form.view is not None and form.words.startswith("Name")
        assert await anna.suggest(form, "country", "ja") == ["Japan", "Jamaica"]
        assert await anna.suggest(form, "country", "") == [], "shorter than min_query_length"
        await anna.choose(form, "country", query="jap")
        reply = await anna.submit(form, {"Name": "Ada", "Kind": "Call"})
        assert reply.closed and anna.top_view() is None
        assert (await anna.sees("thanks", channel="dm")).message.channel.startswith("D")
    view = got["view"]
    assert got["type"] == "view_submission" and view["type"] == "modal"
    assert view["private_metadata"] == "kept" and view["callback_id"] == "form"
    assert view["state"]["values"] == {
        "name": {"name_text": {"type": "plain_text_input", "value": "Ada"}},
        "country": {
            "find": {"type": "external_select", "selected_option": option("Japan", "japan")}
        },
        "kind": {"pick": {"type": "static_select", "selected_option": option("Call", "c")}},
    }
    assert {"hash", "root_view_id", "app_id", "bot_id", "id", "team_id", "title"} <= set(view)


async def test_the_client_complains_before_anything_is_sent(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    open_form(app)
    async with over_sockets(workspace, app):
        form = await anna.command("/meetings")
        assert (await anna.submit(form)).errors == {"name": "Please complete this required field."}
        assert "at least 2" in (await anna.submit(form, {"name": "A"})).errors["name"]
        assert "at most 10" in (await anna.submit(form, {"name": "A" * 11})).errors["name"]


@pytest.mark.parametrize(
    "wish", ["errors", "update", "push", "clear", "wrong errors", "wrong view"]
)
async def test_what_an_acknowledged_submission_asks_for(
    wish: str, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    open_form(app)
    other = modal(section("Another step"), callback_id="next")

    @app.view("form")
    async def submitted(ack: Any) -> None:
        answers: dict[str, dict[str, Any]] = {
            "errors": {"response_action": "errors", "errors": {"name": "Nobody of that name"}},
            "update": {"response_action": "update", "view": other},
            "push": {"response_action": "push", "view": other},
            "clear": {"response_action": "clear"},
            "wrong errors": {"response_action": "errors", "errors": {"nowhere": "x"}},
            "wrong view": {"response_action": "update", "view": modal(section(""))},
        }
        await ack(**answers[wish])

    async with over_sockets(workspace, app):
        form = await anna.command("/meetings")
        reply = await anna.submit(form, {"name": "Ada"})
    top = anna.top_view()
    if wish == "errors":
        assert reply.errors == {"name": "Nobody of that name"} and top is form.view
    elif wish in ("update", "push"):
        assert reply.view is top and reply.words.endswith("Another step")
        depth = len(workspace.store.stacks[anna.id])
        assert depth == (2 if wish == "push" else 1)
    elif wish == "clear":
        assert reply.closed and top is None
    else:
        assert top is not None and top.notice == "We had some trouble connecting. Try again?"


async def test_a_submission_without_an_ack_leaves_the_modal_with_a_notice(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    open_form(app)
    arrived = asyncio.Event()

    @app.view("form")
    async def submitted(ack: Any) -> None:
        arrived.set()

    async with over_sockets(workspace, app):
        form = await anna.command("/meetings")
        sending = asyncio.ensure_future(anna.submit(form, {"name": "Ada"}))
        await arrived.wait()
        clock.advance(3)
        reply = await sending
    assert not reply.acknowledged and form.view is not None
    assert form.view.notice and anna.top_view() is form.view


async def test_a_trigger_works_once_and_for_three_seconds(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock, client: AsyncWebClient
) -> None:
    triggers = open_form(app)
    async with over_sockets(workspace, app):
        await anna.command("/meetings")
        with pytest.raises(SlackApiError) as caught:
            await client.views_open(trigger_id=triggers[0], view=FORM)
        assert error(caught) == "exchanged_trigger_id"
        fresh = workspace.store.hand_out_trigger(anna.id, "I1")
        clock.advance(3)
        await client.views_open(trigger_id=fresh, view=FORM)
        late = workspace.store.hand_out_trigger(anna.id, "I2")
        clock.advance(3.1)
        with pytest.raises(SlackApiError) as caught:
            await client.views_open(trigger_id=late, view=FORM)
        assert error(caught) == "expired_trigger_id"
        with pytest.raises(SlackApiError) as caught:
            await client.views_open(trigger_id="1.2.3", view=FORM)
        assert error(caught) == "invalid_trigger_id"


async def test_three_views_on_a_stack_and_no_more(
    workspace: Workspace, anna: Person, client: AsyncWebClient
) -> None:
    def trigger() -> str:
        return workspace.store.hand_out_trigger(anna.id, "I1")

    with pytest.raises(SlackApiError) as caught:
        await client.views_push(trigger_id=trigger(), view=FORM)
    assert error(caught) == "not_found", "there is nothing to push on"
    first = (await client.views_open(trigger_id=trigger(), view=FORM))["view"]
    second = (await client.views_push(trigger_id=trigger(), view=FORM))["view"]
    await client.views_push(trigger_id=trigger(), view=FORM)
    with pytest.raises(SlackApiError) as caught:
        await client.views_push(trigger_id=trigger(), view=FORM)
    assert error(caught) == "push_limit_reached"
    assert second["previous_view_id"] == first["id"] == second["root_view_id"]
    await anna.close_view()
    await anna.close_view()
    top = anna.top_view()
    assert top is not None and top.id == first["id"]


async def test_views_are_updated_by_id_with_what_was_typed_kept(
    workspace: Workspace, app: AsyncApp, anna: Person, client: AsyncWebClient
) -> None:
    bodies: list[dict[str, Any]] = []
    open_form(app, FORM | {"external_id": "mine"})

    @app.action("deeper")
    async def deeper(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        bodies.append(body)
        view = modal(text_input("name", "Name"), section("Loaded"))
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    async with over_sockets(workspace, app):
        form = await anna.command("/meetings")
        await anna.choose(form, "name", "Ada")
        updated = await anna.click(form, "Deeper")
    assert "Loaded" in updated.words and updated.view is form.view
    (body,) = bodies
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert "response_url" not in body and "channel" not in body
    values = body["view"]["state"]["values"]
    assert values["name"]["name_text"]["value"] == "Ada"
    assert updated.view is not None and updated.view.values["name"]["name_text"]["value"] == "Ada"
    with pytest.raises(SlackApiError) as caught:
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=FORM)
    assert error(caught) == "hash_conflict"
    with pytest.raises(SlackApiError) as caught:
        await client.views_update(view_id="V0", view=FORM)
    assert error(caught) == "not_found"


async def test_external_ids_are_unique(
    workspace: Workspace, anna: Person, client: AsyncWebClient
) -> None:
    named = FORM | {"external_id": "mine"}
    await client.views_open(trigger_id=workspace.store.hand_out_trigger(anna.id, "1"), view=named)
    with pytest.raises(SlackApiError) as caught:
        await client.views_push(
            trigger_id=workspace.store.hand_out_trigger(anna.id, "2"), view=named
        )
    assert error(caught) == "duplicate_external_id"
    updated = await client.views_update(external_id="mine", view=modal(section("x")))
    assert updated["view"]["blocks"][0]["type"] == "section"


async def test_a_closed_view_is_told_when_the_app_asked_for_it(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    closed: list[bool] = []
    open_form(app)

    @app.view_closed("form")
    async def on_close(ack: Any, body: Any) -> None:
        await ack()
        closed.append(body["is_cleared"])

    async with over_sockets(workspace, app):
        await anna.command("/meetings")
        await anna.close_view()
        await anna.command("/meetings")
        await anna.close_view(everything=True)
    assert closed == [False, True] and anna.top_view() is None


async def test_a_refused_view_says_where_it_is_wrong(
    workspace: Workspace, anna: Person, client: AsyncWebClient
) -> None:
    trigger = workspace.store.hand_out_trigger(anna.id, "I1")
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=trigger, view=modal(section("")))
    assert error(caught) == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]"
    ]
    opened = await client.views_open(trigger_id=trigger, view=modal(section("x")))
    assert opened["ok"], "a refused view leaves the trigger usable"


async def test_late_suggestions_are_no_results(
    workspace: Workspace, app: AsyncApp, anna: Person, clock: Clock
) -> None:
    open_form(app)
    arrived, go_on = asyncio.Event(), asyncio.Event()

    @app.options("find")
    async def find(ack: Any) -> None:
        arrived.set()
        await go_on.wait()
        await ack(options=[option("Japan", "jp")])

    async with over_sockets(workspace, app):
        form = await anna.command("/meetings")
        asking = asyncio.ensure_future(anna.suggest(form, "find", "jap"))
        await arrived.wait()
        clock.advance(3)
        assert await asking == []
        go_on.set()
        assert await anna.suggest(form, "find", "jap") == ["Japan"]


@LINES
async def test_the_app_home_is_published_and_clicked_in(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    events: list[dict[str, Any]] = []

    @app.event("app_home_opened")
    async def opened(event: Any, client: AsyncWebClient) -> None:
        events.append(event)
        blocks = [section("Hello"), {"type": "actions", "elements": [button("more", "More")]}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("more")
    async def more(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "home", "blocks": [section("More of it")]}
        await client.views_publish(user_id=body["user"]["id"], view=view, hash=body["view"]["hash"])

    async with line(workspace, app):
        home: Reply = await anna.open_home()
        assert home.words.startswith("Hello")
        shown = await anna.click(home, "More")
        assert shown.words == "More of it"
        await anna.open_home(wait=False)
        await workspace.quiet()
    assert [e["tab"] for e in events] == ["home", "home"]
    assert "view" not in events[0] and events[1]["view"]["type"] == "home"


async def test_homes_are_refused_with_a_wrong_hash_or_type(
    workspace: Workspace, anna: Person, client: AsyncWebClient
) -> None:
    home = {"type": "home", "blocks": [section("x")]}
    for given in ("", "1.abc"):
        with pytest.raises(SlackApiError) as caught:
            await client.views_publish(user_id=anna.id, view=home, hash=given)
        assert error(caught) == "hash_conflict"
    with pytest.raises(SlackApiError) as caught:
        await client.views_publish(user_id=anna.id, view=modal(section("x")))
    assert error(caught) == "invalid_arguments"
    with pytest.raises(SlackApiError) as caught:
        await client.views_publish(user_id="U0", view=home)
    assert error(caught) == "user_not_found"


async def test_each_tab_is_told_of_and_only_those_there_are(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    events: list[dict[str, Any]] = []

    @app.event("app_home_opened")
    async def opened(event: Any, client: AsyncWebClient, say: Any) -> None:
        events.append(event)
        view = {"type": "home", "blocks": [section("Hello")]}
        if event["tab"] == "messages":
            await say(text="Ask me")
        else:
            known = event.get("view", {}).get("hash")
            await client.views_publish(user_id=event["user"], view=view, hash=known)

    async with over_sockets(workspace, app):
        assert (await anna.open_home(tab="messages")).text == "Ask me"
        await anna.open_home()
        await anna.open_home()
    assert [(e["tab"], "view" in e) for e in events] == [
        ("messages", False),
        ("home", False),
        ("home", True),
    ]
    assert events[0]["channel"] == workspace.store.direct(anna.id).id
    features = MANIFEST["features"] | {"app_home": {"messages_tab_enabled": False}}
    async with Workspace(MANIFEST | {"features": features}) as other:
        for tab in ("home", "messages"):
            with pytest.raises(Refused, match=f"no {tab.title()} tab"):
                await other.user("anna").open_home(tab=tab)
