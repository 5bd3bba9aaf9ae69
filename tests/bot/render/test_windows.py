"""Whatever an archive holds, windows, options and Home go out that Slack takes and call nobody."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import Place
from bot.render.answers import Frame, answer_message
from bot.render.blocks import answer_modal
from bot.render.home import Home, home_notice, home_view
from bot.render.inputs import options
from bot.render.limits import VIEW_TOTAL, weight
from bot.render.search import command_in, filled_in, search_modal
from bot.render.text import moment
from bot.surfaces.searching import _person_options
from bot.workspace.blockkit import check_view
from knowledge.base import RosterPerson, State
from knowledge.language.forms import SEARCHES, Filled
from knowledge.model import Answer, Scope
from tests.bases import opened
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded, texts_in
from tests.bot.strategies import HOSTILE

URL = "https://hooks.slack.com/commands/T1/2/abc"


@given(any_.answers())
@bounded
def test_any_answer_fits_into_a_window(answer: Answer) -> None:
    view = answer_modal(answer_message(answer, Frame(window=True)))
    assert check_view(view) == []
    assert not [text for text in texts_in(view) if CALL.search(text)]


counts = st.dictionaries(st.sampled_from(("meeting", "role", "x" * 300)), st.integers(0, 10**9))
homes = st.builds(
    Home,
    st.builds(
        lambda facts, at: State(1, 1, 1, facts, {}, at, None),
        counts,
        st.none() | any_.words | st.just("2026-11-22T01:02:03+00:00"),
    ),
    st.builds(Scope, st.integers(0, 10**9), st.integers(0, 10**9), any_.dates, any_.dates),
    st.lists(any_.facts, max_size=5).map(tuple),
    st.lists(any_.words, max_size=12).map(tuple),
)


@given(homes)
@bounded
def test_any_home_is_one_that_slack_takes(home: Home) -> None:
    view = home_view(home)
    assert check_view(view) == []
    assert weight(view["blocks"]) <= VIEW_TOTAL
    shown = [text for text in texts_in(view) if CALL.search(text)]
    assert all(text.startswith("Last read: <!date^") for text in shown)


def test_a_home_of_one_sentence_is_one_that_slack_takes() -> None:
    assert check_view(home_notice("*Hello*")) == []


@given(st.lists(st.tuples(any_.ids, any_.words), max_size=150))
@bounded
def test_any_options_are_ones_that_slack_takes(named: list[tuple[str, str]]) -> None:
    offered = options(named)
    assert len(offered) <= 100
    select = {"type": "static_select", "action_id": "a", "options": offered}
    block = {"type": "actions", "elements": [select]}
    if offered:
        assert check_view({"type": "home", "blocks": [block]}) == []
    assert not [text for text in texts_in(offered) if CALL.search(text)]


def test_hostile_names_of_people_can_be_offered(tmp_path: Path) -> None:
    with opened(tmp_path / "hostile.db") as base:
        named = [f"Maroni {name}" for name in HOSTILE]
        base.enlist(RosterPerson(f"p{n}", name, None) for n, name in enumerate(named))
        offered = _person_options(base, "maron")
        assert len(offered) > len(HOSTILE) // 2
        assert all(0 < len(one["text"]["text"]) <= 75 for one in offered)
        assert not [text for text in texts_in(offered) if CALL.search(text)]


@pytest.mark.parametrize("choosing", [True, False])
@pytest.mark.parametrize("command", SEARCHES, ids=lambda command: command.name)
def test_every_form_is_one_that_slack_takes(command: object, choosing: bool) -> None:
    found = next(one for one in SEARCHES if one is command)
    view = search_modal(found, Place("U1", URL).encode(), choosing=choosing)
    assert check_view(view) == []
    assert command_in(view) is found


KEYS = ["values", "value", "selected_option", "selected_options", "selected_date", "x"]
KEYS += [f"dateline.filter:{one}" for one in ("parties", "since", "topic", "forms")]
states: st.SearchStrategy[object] = st.recursive(
    st.none() | st.text(max_size=9) | st.integers() | st.just("2022-13-77"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(states | st.fixed_dictionaries({"values": st.dictionaries(st.sampled_from(KEYS), states)}))
@bounded
def test_whatever_comes_back_from_a_form_can_be_read(state: object) -> None:
    found = filled_in({"state": state})
    assert isinstance(found, Filled)
    assert all(isinstance(one, str) for one in (*found.parties, *found.people))
    assert isinstance(found.chosen, Mapping)
    command_in({"state": state, "callback_id": "dateline.search_view:nothing"})


def test_a_moment_is_told_in_the_readers_zone() -> None:
    told = moment(datetime(2026, 11, 22, 1, 2, tzinfo=UTC))
    assert told == "<!date^1795309320^{date_long_pretty}, {time}|2026-11-22 01:02 UTC>"
