"""Where a meeting took place, and at what occasion."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import KENYA, NORWAY, links, meetings, story

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (" in Oslo", " in Oslo"),
        (" at the State House", " in State House"),
        (" at State House in Nairobi", " in State House, Nairobi"),
        (" at State House, Nairobi", " in State House, Nairobi"),
        (" at State House in Nairobi on Monday", " 2023-05-15 in State House, Nairobi"),
        (" at State House in May", " 2023-05 in State House"),
        (" at State House in Kenya", " in State House"),
        (" at the Elysee in Paris", " in Elysee, Paris"),
        (" in the Bastion in Oslo", " in Bastion, Oslo"),
        (" in Oslo in May", " 2023-05 in Oslo"),
        (" in Kenya", ""),
        (" in the Asia region", ""),
        (" in May", " 2023-05"),
        (
            " during the 40th and 41st ASEAN Summits in Phnom Penh",
            " in Phnom Penh at 40th and 41st ASEAN Summits",
        ),
        (" on the sidelines of the Nordic-Africa Forum", " at Nordic-Africa Forum"),
        (" on the sidelines of a forum", ""),
    ],
)
def test_places_and_occasions(extractor: Extractor, where: str, expected: str) -> None:
    article = story(f"{KENYA} met {NORWAY}{where}.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH}{expected}"]


def test_the_place_line_holds_for_the_article(extractor: Extractor) -> None:
    article = story("[Place: Durban]", f"{KENYA} met {NORWAY}.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} in Durban"]
    assert ("[Place: Durban]", "Durban", "dateline") in links(extractor, article)


def test_the_place_line_does_not_hold_for_plans(extractor: Extractor) -> None:
    article = story("[Place: Durban]", f"{KENYA} will meet {NORWAY}.")
    assert meetings(extractor, article) == [f"meeting planned: {BOTH}"]


def test_the_lead_s_occasion_holds_under_pair_headings(extractor: Extractor) -> None:
    lead = "The leaders held talks on the sidelines of the Nordic-Africa Forum."
    article = story(lead, "# Kenya-Norway", f"{KENYA} met {NORWAY}.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} at Nordic-Africa Forum"]
    elsewhere = story(lead, "# Background", f"{KENYA} met {NORWAY}.")
    assert meetings(extractor, elsewhere) == [f"meeting held: {BOTH}"]
