"""A digest takes copies for one source, and what was withdrawn for none."""

from datetime import date

from knowledge.answers.digests import edition
from knowledge.base import Base
from knowledge.model import Edition, Wanted
from tests.knowledge.answers.digests.conftest import Save
from tests.knowledge.base.prints import STORY
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, met

MET = met(HUN_SEN, KISHIDA, on="2022-03-21")
SENTENCES = ["Hun Sen and Fumio Kishida met on Monday.", *STORY]


def made(base: Base) -> Edition:
    since, until = "2022-03-20T00:00:00Z", "2022-03-22T00:00:00Z"
    return edition(base, Wanted(), since, until, date(2022, 3, 22))


def reasons(base: Base) -> list[str]:
    return [reason.words for story in made(base).stories for reason in story.reasons]


def test_outlets_that_print_the_same_text_are_one(base: Base, save: Save) -> None:
    save("agency", MET, outlet="Coast Agency", sentences=SENTENCES)
    for name in ("Tarn Gazette", "Isle Herald"):
        save(name.split()[0], MET, outlet=name, sentences=SENTENCES)
    assert not [words for words in reasons(base) if "outlets" in words]
    save("own", MET, outlet="Harbour Post", sentences=["They met, said the palace."])
    assert "Told by 2 outlets" in reasons(base)


def test_what_was_withdrawn_is_no_news(base: Base, save: Save) -> None:
    save("gone", MET)
    save("stays", met(HUN_SEN, TRUDEAU, on="2022-03-21"))
    assert made(base).facts == 2
    base.mark_withdrawn("gone", "2022-03-21T12:00:00Z", "")
    found = made(base)
    assert found.facts == 1
    [story] = found.stories
    assert {source.article for fact in story.facts for source in fact.sources} == {"stays"}
    base.mark_withdrawn("stays", "2022-03-21T12:00:00Z", "")
    assert made(base).stories == ()
