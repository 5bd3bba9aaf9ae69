"""Copies of one article are one source: shown once, named beside it, counted apart."""

import csv
import io

from knowledge.model import (
    Evidence,
    Form,
    Kind,
    MeetingFact,
    PersonRef,
    RoleFact,
    Source,
    Status,
    Variant,
    independent,
    stories,
)
from knowledge.wording import icalendar, spreadsheet
from knowledge.wording.machine import fact_json
from knowledge.wording.stories import also_printed, copies_of, counted, told_by
from knowledge.wording.texts import shown_sources

ADA = PersonRef("ada-holm", "Ada Holm", "Minister", "NO")


def told(
    article: str,
    original: str | None = None,
    *,
    title: str = "Ferry opens",
    outlet: str | None = None,
    published: str | None = "2024-05-18",
    says: str = "Ada Holm met the islanders.",
) -> Source:
    evidence = (Evidence(article, 0, len(says), says),)
    reading = f"r-{article}"
    return Source(
        article, title, outlet, published, "given", None, evidence, reading, "test", False, original
    )


AGENCY = told("agency", outlet="Coast Agency")
GAZETTE = told("gazette", "agency", outlet="Tarn Gazette", published="2024-05-19")
HERALD = told("herald", "agency", title="Boats again", outlet="Isle Herald")
OWN = told("own", title="A quay at last", says="Islanders met Ada Holm, who smiled.")


def met(*sources: Source, variants: tuple[Variant, ...] = ()) -> MeetingFact:
    return MeetingFact(
        "m1", Form.MEETING, Status.HELD, (ADA,), ("NO",), "2024-05-18", None, None, (), sources,
        variants,
    )  # fmt: skip


def test_sources_stand_together_by_story_the_original_first() -> None:
    grouped = stories((HERALD, OWN, AGENCY, GAZETTE))
    assert [[one.article for one in told] for told in grouped] == [
        ["agency", "herald", "gazette"], ["own"],
    ]  # fmt: skip
    # Where the original tells nothing of it, the first copy stands for the story.
    assert [told[0].article for told in stories((GAZETTE, HERALD))] == ["gazette"]
    assert independent(met(HERALD, OWN, AGENCY, GAZETTE)) == 2
    assert told_by(met(HERALD, OWN, AGENCY, GAZETTE)) == (2, 2)


def test_a_copy_is_named_beside_its_original_and_not_shown_again() -> None:
    fact = met(AGENCY, GAZETTE, HERALD, OWN)
    assert shown_sources(fact) == [AGENCY, OWN]
    beside = also_printed(AGENCY, copies_of(fact, AGENCY))
    assert beside == "also printed by Tarn Gazette and as “Boats again” by Isle Herald"
    assert also_printed(OWN, copies_of(fact, OWN)) == ""


def test_a_copy_that_says_otherwise_is_shown() -> None:
    """An editor who changed a date in an agency's text must be seen beside it."""
    late = told("late", "agency", says="Ada Holm met the islanders on Sunday.")
    variants = (
        Variant("date", "2024-05-18", ("r-agency", "r-gazette")),
        Variant("date", "2024-05-19", ("r-late",)),
    )
    assert shown_sources(met(AGENCY, GAZETTE, late, variants=variants)) == [AGENCY, GAZETTE, late]
    assert shown_sources(met(AGENCY, GAZETTE, late)) == [AGENCY]


def test_many_copies_are_counted_and_long_headlines_cut() -> None:
    copies = [told(f"c{n}", "agency", title=f"{'Long ' * 40}{n}", outlet=None) for n in range(5)]
    beside = also_printed(AGENCY, copies)
    assert beside.endswith(" and 2 more") and beside.count("as “Long") == 3
    assert len(beside) < 400


def test_numbers_in_words() -> None:
    assert counted(3, 0) == "3 articles"
    assert counted(3, 1) == "3 articles and 1 copy"
    assert counted(1, 1_200) == "1 article and 1,200 copies"


def test_exports_tell_copies_from_articles_of_their_own() -> None:
    fact = met(AGENCY, GAZETTE, HERALD, OWN)
    originals = [source["original"] for source in fact_json(fact)["sources"]]
    assert originals == [None, "agency", "agency", None]
    [row] = csv.DictReader(io.StringIO(spreadsheet.table([fact])))
    assert (row["articles"], row["copies"]) == ("agency; own", "gazette; herald")
    event = (icalendar.event(fact) or "").replace("\r\n ", "")
    assert event.count("Ada Holm met the islanders.") == 1
    assert "also printed by Tarn Gazette" in event


def test_a_title_is_told_as_of_the_newest_article_even_if_a_copy() -> None:
    fact = RoleFact("f", ADA, "Minister", "NO", "2024-05-18", "2024-05-19", (AGENCY, GAZETTE))
    assert fact.kind is Kind.ROLE
    assert shown_sources(fact) == [GAZETTE]
    assert also_printed(GAZETTE, copies_of(fact, GAZETTE)) == "also printed by Coast Agency"
