"""Copies in Slack: one source, with where else it was printed; sources are counted without them."""

from typing import Any

from bot.render.facts import DETAILS, fact_blocks
from knowledge.model import RoleFact, Source
from tests.knowledge.wording.test_stories import ADA, AGENCY, GAZETTE, HERALD, OWN, met, told


def texts(blocks: Any) -> list[str]:
    """All texts of blocks, in their order."""
    if isinstance(blocks, dict):
        own = [blocks["text"]] if isinstance(blocks.get("text"), str) else []
        return own + [text for value in blocks.values() for text in texts(value)]
    return [text for one in blocks for text in texts(one)] if isinstance(blocks, list) else []


def shown(*sources: Source, detail: int = 0) -> str:
    return "\n".join(texts(fact_blocks(met(*sources), DETAILS[detail])))


def test_copies_are_no_sources_of_their_own() -> None:
    said = shown(AGENCY, GAZETTE, HERALD, OWN)
    assert "Told by 2 articles and 2 copies" in said
    assert said.count("Ada Holm met the islanders.") == 1
    assert "also printed by Tarn Gazette and as “Boats again” by Isle Herald" in said
    assert "and 2 copies" in said and "All sources" in said
    assert "more source" not in said


def test_one_story_is_not_said_to_be_told_by_several() -> None:
    said = shown(AGENCY, GAZETTE)
    assert "Told by" not in said
    assert "also printed by Tarn Gazette" in said


def test_sources_that_are_left_out_are_counted_apart_from_copies() -> None:
    others = [told(f"o{n}", says=f"They met, {n}.") for n in range(4)]
    said = shown(AGENCY, GAZETTE, *others, detail=2)
    assert "Told by 5 articles and 1 copy" in said
    assert "and 4 more sources and 1 copy" in said


def test_what_papers_are_called_means_nothing_to_slack() -> None:
    said = shown(AGENCY, told("x", "agency", title="<!channel> & *all*", outlet="<@U1>"))
    assert "&lt;!channel&gt; &amp;" in said and "<@U1>" not in said


def test_a_title_names_each_story_once() -> None:
    role = RoleFact("f", ADA, "Minister", "NO", "2024-05-18", "2024-05-19", (AGENCY, GAZETTE, OWN))
    said = "\n".join(texts(fact_blocks(role, DETAILS[0])))
    assert said.count("Ada Holm met the islanders.") == 1
    assert "also printed by Coast Agency" in said
