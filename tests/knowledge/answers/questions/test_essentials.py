"""What nothing states isn't answered, however near a sentence comes; invented people and towns."""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import Answer, Participant
from tests import bases
from tests.written import article, role

VASKO = Participant("Joren Vasko", "President", "PE")
SOLT = Participant("Lars Solt", "Prime Minister", "NO")
RIDE = (
    "Vasko rides the old railway\n\n"
    "President Joren Vasko opened the restored railway of Veldhaven on Tuesday.\n\n"
    "Vasko had a breakfast with the drivers of Veldhaven and held the post of stoker for a day.\n\n"
    "He pledged not to dismantle the station, as it is loved by the town.\n\n"
    "The engine, called Grey Heron, was built by Orla Tamm in 1911.\n\n"
    "His talks with the miners took place in Lima after the ride.\n\n"
    "Two officials said that incoming trains carried 40 guests.\n\n"
    "Twelve officers guarded the station.\n\n"
    "The stoker retired on Friday, said President Joren Vasko.\n\n"
    "Vasko met Norwegian Prime Minister Lars Solt in Bergen on 2 June 2031."
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    opened = bases.opened(tmp_path_factory.mktemp("essentials") / "archive.db")
    told = article("ride", RIDE, "2031-06-04")
    offices = [
        role(told, "President Joren Vasko", VASKO),
        role(told, "Prime Minister Lars Solt", SOLT),
    ]
    assert not opened.save(told, offices).problems
    yield opened
    opened.close()


def asked(text: str, base: Base) -> Answer:
    return ask(text, base, today=date(2031, 11, 22))


@pytest.mark.parametrize(
    "question",
    [
        "what did vasko eat at breakfast in veldhaven",
        "when was vasko arrested",
        "why did vasko dismantle the station",
        "what is vasko's salary",
        "what was the weather like in veldhaven during the ride",
        "who was the architect of the veldhaven railway",
        "what did the miners say about vasko's widow",
        "who opened the restored railway of hollerbach",
        "which hotel did vasko open in veldhaven",
        "when did maria vasko open the railway",
        "which painter built the engine grey heron",
        "how many police officers guarded the bakery",
        "when did vasko talk with the miners in quito",
        "when did vasko meet solt in oslo",
        "when did vasko retire",
        "when did vasko open the bakery",
        "where did vasko study engines",
    ],
)
def test_what_is_not_stated_is_refused(question: str, base: Base) -> None:
    assert not asked(question, base).answered


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("what did vasko pledge not to dismantle", "the station"),
        ("who opened the restored railway of veldhaven", "President Joren Vasko"),
        ("when did vasko open the railway", "on Tuesday"),
        ("who built the engine grey heron", "Orla Tamm"),
        ("what is the name of the engine that orla tamm built", "Grey Heron"),
        ("how many officers guarded the station", "Twelve officers"),
        ("when did vasko meet solt in norway", "on 2 June 2031"),
        ("where did vasko talk with the miners", "in Lima"),
    ],
)
def test_what_is_stated_is_answered_in_almost_the_same_words(
    question: str, stated: str, base: Base
) -> None:
    answer = asked(question, base)
    assert any(stated in item.text for source in answer.sentences for item in source.evidence)
