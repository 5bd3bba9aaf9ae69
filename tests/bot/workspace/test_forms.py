"""Forms with every kind of input: what is chosen arrives, what can't be right is sent back."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Clock, NotThere, Person, Workspace
from tests.bot.workspace.conftest import modal, option, section, text_input
from tests.bot.workspace_fixtures import over_http, over_sockets

LINES = pytest.mark.parametrize("line", [over_sockets, over_http], ids=["sockets", "http"])
COUNTRIES = ("Peru", "Japan", "Jamaica", "Jordan")


def asking(block_id: str, kind: str, **more: Any) -> dict[str, Any]:
    """An optional input of a kind, its action called like its block."""
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": {"type": "plain_text", "text": block_id.title()},
        "element": {"type": kind, "action_id": block_id} | more,
    }


CHOICES = [option("Visit", "v"), option("Call", "c"), option("Summit", "s")]
FORM = modal(
    text_input("words", "Words"),
    asking("since", "datepicker"),
    asking("kind", "static_select", options=CHOICES),
    asking("kinds", "multi_static_select", options=CHOICES),
    asking("one", "external_select", min_query_length=1),
    asking("many", "multi_external_select", min_query_length=1),
    asking("parts", "checkboxes", options=CHOICES, initial_options=CHOICES[:1]),
    asking("stage", "radio_buttons", options=CHOICES),
    asking("who", "users_select"),
    asking("where", "conversations_select", response_url_enabled=True),
    asking("mail", "email_text_input"),
    asking("link", "url_text_input"),
    asking("count", "number_input", is_decimal_allowed=False, min_value="1", max_value="9"),
    private_metadata='{"page":2}',
)


def form_app(app: AsyncApp) -> list[dict[str, Any]]:
    """An app with that form; the bodies of what is sent off."""
    sent: list[dict[str, Any]] = []

    @app.shortcut("search")
    async def search(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.options({"action_id": "one"})
    @app.options({"action_id": "many"})
    async def countries(ack: Any, payload: Any) -> None:
        wanted = payload["value"].lower()
        await ack(options=[option(n, n) for n in COUNTRIES if n.lower().startswith(wanted)])

    @app.view("form")
    async def submitted(ack: Any, body: Any) -> None:
        await ack()
        sent.append(body)

    return sent


@LINES
async def test_all_that_was_chosen_arrives(
    line: Any, workspace: Workspace, app: AsyncApp, anna: Person, ben: Person
) -> None:
    sent = form_app(app)
    desk = workspace.channel("desk").id
    async with line(workspace, app):
        form = await anna.shortcut("search")
        assert await anna.suggest(form, "one", "j") == ["Japan", "Jamaica", "Jordan"]
        assert await anna.suggest(form, "one", "x") == []
        await anna.choose(form, "one", query="jap")
        await anna.choose(form, "Many", query="per")
        await anna.choose(form, "Many", "Jordan", query="j")
        with pytest.raises(NotThere, match="no results"):
            await anna.choose(form, "many", query="x")
        values = {
            "Words": "tea with milk",
            "Since": "2022-11-14",
            "Kind": "Call",
            "kinds": ["v", "Summit"],
            "stage": "Visit",
            "who": ben.id,
            "where": desk,
            "count": "3",
        }
        reply = await anna.submit(form, values)
        assert reply.closed and anna.top_view() is None
    (body,) = sent
    state = {
        block: next(iter(actions.values()))
        for block, actions in body["view"]["state"]["values"].items()
    }
    assert state["words"]["value"] == "tea with milk"
    assert state["since"]["selected_date"] == "2022-11-14"
    assert state["kind"]["selected_option"] == CHOICES[1]
    assert state["kinds"]["selected_options"] == [CHOICES[0], CHOICES[2]]
    assert state["one"]["selected_option"]["value"] == "Japan"
    assert [o["value"] for o in state["many"]["selected_options"]] == ["Peru", "Jordan"]
    assert state["parts"]["selected_options"] == CHOICES[:1], "what stood there at first"
    assert state["stage"]["selected_option"] == CHOICES[0]
    assert state["who"]["selected_user"] == ben.id and state["count"]["value"] == "3"
    assert state["mail"] == {"type": "email_text_input", "value": None}
    assert body["view"]["private_metadata"] == '{"page":2}'
    (response,) = body["response_urls"]
    assert (response["block_id"], response["channel_id"]) == ("where", desk)


async def test_the_response_url_of_a_chosen_channel_works(
    workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    form_app(app)

    @app.view_submission("other")
    async def other(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Into the channel", response_type="in_channel")

    @app.command("/meetings")
    async def opened(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        view = modal(FORM["blocks"][9], callback_id="other")
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async with over_sockets(workspace, app):
        form = await anna.command("/meetings")
        await anna.submit(form, {"where": workspace.channel("desk").id}, wait=False)
        seen = await anna.sees("Into the channel", channel="desk")
        assert not seen.ephemeral


@pytest.mark.parametrize(
    ("name", "wrong", "complaint"),
    [
        ("mail", "anna at home", "valid email"),
        ("link", "news.example", "valid URL"),
        ("count", "1.5", "whole number"),
        ("count", "0", "at least 1"),
        ("count", "10", "at most 9"),
    ],
)
async def test_what_can_not_be_right_is_not_sent(
    name: str, wrong: str, complaint: str, workspace: Workspace, app: AsyncApp, anna: Person
) -> None:
    sent = form_app(app)
    async with over_sockets(workspace, app):
        form = await anna.shortcut("search")
        reply = await anna.submit(form, {"words": "x", name: wrong})
        assert list(reply.errors) == [name] and complaint in reply.errors[name]
        assert anna.top_view() is form.view and sent == []


async def test_a_form_in_steps_keeps_what_each_step_carries(
    workspace: Workspace, app: AsyncApp, clock: Clock, anna: Person
) -> None:
    seen: list[tuple[str, str]] = []
    closed: list[str] = []

    def step(number: int) -> dict[str, Any]:
        return modal(
            section(f"Step {number}"),
            callback_id=f"step{number}",
            private_metadata=f"carried {number}",
            notify_on_close=True,
        )

    @app.shortcut("search")
    async def search(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=step(1))

    @app.view("step1")
    async def first(ack: Any, view: Any) -> None:
        seen.append((view["private_metadata"], view["root_view_id"]))
        await ack(response_action="push", view=step(2))

    @app.view("step2")
    async def second(ack: Any, view: Any) -> None:
        seen.append((view["private_metadata"], view["root_view_id"]))
        await ack(response_action="push", view=step(3))

    @app.view("step3")
    async def third(ack: Any, view: Any) -> None:
        await ack(response_action="push", view=step(4))

    @app.view_closed("step3")
    @app.view_closed("step2")
    async def gone(ack: Any, view: Any) -> None:
        await ack()
        closed.append(view["callback_id"])

    async with over_sockets(workspace, app):
        reply = await anna.shortcut("search")
        for words in ("Step 2", "Step 3"):
            reply = await anna.submit(reply)
            assert reply.words == words
        fourth = await anna.submit(reply)
        assert not fourth.acknowledged, "a stack holds three"
        assert anna.top_view() is reply.view
        await anna.close_view()
        await anna.close_view()
        top = anna.top_view()
        assert top is not None and top.content["callback_id"] == "step1"
    assert [carried for carried, _ in seen] == ["carried 1", "carried 2"]
    assert seen[0][1] == seen[1][1], "all of one stack have one root"
    assert closed == ["step3", "step2"]
