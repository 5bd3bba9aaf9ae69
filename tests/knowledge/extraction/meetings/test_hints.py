"""Joint acts and words under a pair heading: a meeting only beside a second signal."""

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import KENYA, NORWAY, links, meetings, story

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"
LEAD = "Leaders held bilateral talks on the sidelines of the Nordic-Africa Forum."


def test_discussing_something_is_meeting(extractor: Extractor) -> None:
    told = meetings(extractor, story(f"{KENYA} and {NORWAY} discussed trade."))
    assert told == [f"meeting held: {BOTH}"]


def test_hailing_something_is_not(extractor: Extractor) -> None:
    assert meetings(extractor, story(f"{KENYA} and {NORWAY} hailed the agreement.")) == []


def test_hailing_something_under_a_heading_of_both_countries_is(extractor: Extractor) -> None:
    article = story(LEAD, "# Kenya-Norway", f"{KENYA} and {NORWAY} hailed the agreement.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} at Nordic-Africa Forum"]
    recorded = links(extractor, article)
    assert ("Kenya-Norway", "KE, NO", "heading") in recorded
    assert (LEAD, "meetings", "lead") in recorded
    assert ("Nordic-Africa Forum", "Nordic-Africa Forum", "lead") in recorded


def test_thanking_under_a_heading_of_both_countries_is_meeting(extractor: Extractor) -> None:
    article = story(LEAD, "# Kenya-Norway", f"{KENYA} thanked {NORWAY} for the help.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} at Nordic-Africa Forum"]


def test_thanking_without_a_lead_on_meetings_is_not(extractor: Extractor) -> None:
    article = story("Trade grew.", "# Kenya-Norway", f"{KENYA} thanked {NORWAY} for the help.")
    assert meetings(extractor, article) == []


def test_thanking_a_government_is_meeting_its_leader_named_there(extractor: Extractor) -> None:
    article = story(
        LEAD,
        "# Kenya-Norway",
        f"{NORWAY} arrived late.",
        f"{KENYA} thanked the Norwegian government for the help.",
    )
    assert meetings(extractor, article) == [f"meeting held: {BOTH} at Nordic-Africa Forum"]


def test_the_leaders_of_a_heading_do_something_together(extractor: Extractor) -> None:
    article = story(
        LEAD,
        "# Kenya-Norway",
        f"{KENYA} praised trade.",
        f"{NORWAY} praised it, too.",
        "The two leaders agreed on a new harbour.",
    )
    assert meetings(extractor, article) == [f"meeting held: {BOTH} at Nordic-Africa Forum"]
    recorded = links(extractor, article)
    assert ("The two leaders", "Grace Wanjiru, Lars Solberg", "pair") in recorded


def test_a_joint_plan_is_no_meeting(extractor: Extractor) -> None:
    assert meetings(extractor, story(f"{KENYA} and {NORWAY} will discuss trade.")) == []
