"""What a text is for, however it is typed."""

import pytest

from bot.routing import Check, Help, Question, Route, route, spoken
from knowledge.commands import MEETINGS, WHOIS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/dateline ", Help()),
        ("/dateline help", Help()),
        ("", Help()),
        ("   ", Help()),
        ("Help", Help()),
        ("hello!", Help()),
        ("/dateline help meetings", Help(MEETINGS)),
        ("help /whois", Help(WHOIS)),
        ("help me with Japan", Help()),
        ("/meetings help", Help(MEETINGS)),
        ("/dateline whois help", Help(WHOIS)),
        ("/dateline status", Question("status")),
        ("status of the treaty", Question("status of the treaty")),
        ("/meetings Japan", Question("/meetings Japan")),
        ("/meetings ", Question("/meetings ")),
        ("/dateline meetings Peru", Question("meetings Peru")),
        ("/dateline /meetings Peru", Question("/meetings Peru")),
        ("/dateline Peru since June", Question("Peru since June")),
        ("meetings Peru", Question("meetings Peru")),
        ("hello Japan", Question("hello Japan")),
        ("/dateline US", Question("US")),
        ("/dateline check Kishida left.\nToday.", Check("Kishida left.\nToday.")),
        ("/dateline check", Check("")),
        ("/dateline check: Kishida", Check("Kishida")),
        ("check: Kishida", Check("Kishida")),
        ("*Check this:* Kishida", Check("Kishida")),
        ("check:", Check("")),
        ("check Kishida", Question("check Kishida")),
        ("whom did he check: Kishida", Question("whom did he check: Kishida")),
        ("dateline\nmeetings\tPeru", Question("meetings\tPeru")),
    ],
)
def test_route(text: str, wanted: Route) -> None:
    assert route(text) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U0BOT> meetings Peru", "meetings Peru"),
        ("<@U0BOT|dateline>   meetings Peru", "meetings Peru"),
        ("hey <@U0BOT> meetings Peru", "meetings Peru"),
        ("meetings Peru, <@U0BOT>", "meetings Peru,"),
        ("hi <@U0BOT>, meetings with Biden please", "meetings with Biden please"),
        ("Good morning all, <@U0BOT>: meetings Peru", "meetings Peru"),
        ("meetings <@U0BOT> with Biden", "meetings with Biden"),
        ("Hi <@U0BOT>!", ""),
        ("<@U0ANNA> <@U0BOT> meetings Peru", "<@U0ANNA> meetings Peru"),
        ("history of <@U0BOT>", "history of"),
        ("<@U0BOT>", ""),
        ("meetings Peru", "meetings Peru"),
        ("<!channel> meetings", "<!channel> meetings"),
    ],
)
def test_spoken(text: str, words: str) -> None:
    assert spoken(text, "U0BOT").strip() == words


def test_while_the_bot_does_not_know_itself_the_first_mention_is_its_own() -> None:
    assert spoken("hi <@U0BOT>, meetings Peru") == "meetings Peru"
    assert spoken("hi <@U0BOT>, meetings Peru", "U0OTHER") == "meetings Peru"


def test_huge_texts_are_routed_at_once() -> None:
    assert isinstance(route("/meetings " + "x" * 40_000), Question)
    assert isinstance(route("<@" * 20_000), Question)
    assert route("*" * 40_000) == Help()


def test_a_text_to_check_is_not_cut_where_a_question_is() -> None:
    text = "word " * 6_000
    assert route(f"/dateline check {text}") == Check(text.strip())
    assert route(spoken(f"<@U0BOT> check: {text}", "U0BOT")) == Check(text.strip())
