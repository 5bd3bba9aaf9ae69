"""A small archive in our own words, saved as articles and readings: no language model needed.

Eleven meetings, told by four articles, one of which has no date.
"""

from pathlib import Path

from knowledge.base import Base
from knowledge.model import Article, Form, Kind, Meeting, Participant, Reading, Status
from tests import bases
from tests.written import article, evidence, role

HUN_SEN = Participant("Hun Sen", "Prime Minister", "KH")
KISHIDA = Participant("Fumio Kishida", "Prime Minister", "JP")
TRUDEAU = Participant("Justin Trudeau", "Prime Minister", "CA")
YOON = Participant("Yoon Suk Yeol", "President", "KR")
BIDEN = Participant("Joe Biden", "President", "US")
DHANKHAR = Participant("Jagdeep Dhankhar", "Vice-President", "IN")
SIHAMONI = Participant("Norodom Sihamoni", "King", "KH")
ALBANESE = Participant("Anthony Albanese", "Prime Minister", "AU")
LI_KEQIANG = Participant("Li Keqiang", "Premier", "CN")
LI_SHANGFU = Participant("Li Shangfu", "Defence Minister", "CN")
SCHOLZ = Participant("Olaf Scholz", "Chancellor", "DE")

SUMMIT = "40th and 41st ASEAN Summits"

VISIT_TEXT = (
    "Kishida arrives for two days\n\n"
    "Japanese Prime Minister Fumio Kishida was in Phnom Penh on a visit from March 20 to 21.\n\n"
    "Prime Minister Hun Sen received him and they spoke about roads and the port."
)
SIDELINES_TEXT = (
    "Who met whom at the ASEAN summit\n\n"
    "On November 12, Hun Sen met Australian Prime Minister Anthony Albanese to talk about gold "
    "mines.\n\n"
    "The same day he saw Indian Vice-President Jagdeep Dhankhar.\n\n"
    "Canadian Prime Minister Justin Trudeau met him on November 13 about clearing mines.\n\n"
    "US President Joe Biden and Hun Sen met in Phnom Penh as well, but no day was given.\n\n"
    "With Fumio Kishida he agreed to raise relations; rice exports came up.\n\n"
    "South Korean President Yoon Suk Yeol met Hun Sen on November 12 about a bridge.\n\n"
    "King Norodom Sihamoni plans to visit India next year."
)
CALL_TEXT = (
    "Premier on the line\n\n"
    "Chinese Premier Li Keqiang and Hun Sen held a phone call on January 9 about trade.\n\n"
    "A visit of Chinese Defence Minister Li Shangfu set for February was called off."
)
UNDATED_TEXT = (
    "A chancellor at the temple\n\nGerman Chancellor Olaf Scholz and Hun Sen met at Angkor Wat."
)


def meeting(
    of: Article,
    words: str,
    people: tuple[Participant, ...],
    date: str | None,
    *,
    form: Form = Form.MEETING,
    status: Status = Status.HELD,
    parties: tuple[str, ...] | None = None,
    place: str | None = None,
    occasion: str | None = None,
) -> Reading:
    """A reading of a meeting; parties are those of the people unless given."""
    codes = tuple(p.party for p in people if p.party) if parties is None else parties
    fields = Meeting(form, status, people, codes, date, place, occasion)
    return Reading(Kind.MEETING, of.id, of.digest, "test", fields, evidence(of, words))


def build(path: Path) -> Base:
    """Save the archive and give it opened."""
    base = bases.opened(path)
    _visit(base)
    _sidelines(base)
    _call(base)
    _undated(base)
    return base


def _visit(base: Base) -> None:
    told = article("kishida-visit", VISIT_TEXT, "2022-03-22", outlet="The Sample Post")
    base.save(
        told,
        [
            meeting(
                told,
                "was in Phnom Penh",
                (KISHIDA, HUN_SEN),
                "2022-03-20/2022-03-21",
                form=Form.VISIT,
                place="Phnom Penh",
            ),
            role(told, "Japanese Prime Minister", KISHIDA),
            role(told, "Prime Minister Hun Sen", HUN_SEN),
        ],
    )


def _sidelines(base: Base) -> None:
    told = article("asean-sidelines", SIDELINES_TEXT, "2022-11-15", outlet="The Sample Post")
    place, occasion = "Phnom Penh", SUMMIT
    met = [
        meeting(told, "Anthony Albanese", (HUN_SEN, ALBANESE), "2022-11-12", occasion=occasion),
        meeting(told, "Jagdeep Dhankhar", (HUN_SEN, DHANKHAR), "2022-11-12", occasion=occasion),
        meeting(told, "Justin Trudeau", (HUN_SEN, TRUDEAU), "2022-11-13", occasion=occasion),
        meeting(told, "Joe Biden", (HUN_SEN, BIDEN), None, place=place, occasion=occasion),
        meeting(told, "rice exports", (HUN_SEN, KISHIDA), None, occasion=occasion),
        meeting(told, "Yoon Suk Yeol", (HUN_SEN, YOON), "2022-11-12", occasion=occasion),
        meeting(
            told,
            "plans to visit India",
            (SIHAMONI,),
            "2023",
            form=Form.VISIT,
            status=Status.PLANNED,
            parties=("KH", "IN"),
            place="India",
        ),
    ]
    people = [
        ("Anthony Albanese", ALBANESE),
        ("Jagdeep Dhankhar", DHANKHAR),
        ("Justin Trudeau", TRUDEAU),
        ("Joe Biden", BIDEN),
        ("Yoon Suk Yeol", YOON),
        ("Norodom Sihamoni", SIHAMONI),
    ]
    base.save(told, [*met, *(role(told, words, who) for words, who in people)])


def _call(base: Base) -> None:
    told = article("premier-call", CALL_TEXT, "2023-01-10", outlet="The Other Paper")
    base.save(
        told,
        [
            meeting(told, "phone call", (LI_KEQIANG, HUN_SEN), "2023-01-09", form=Form.CALL),
            meeting(
                told,
                "called off",
                (LI_SHANGFU,),
                "2023-02",
                form=Form.VISIT,
                status=Status.CANCELLED,
                parties=("CN", "KH"),
            ),
            role(told, "phone call", LI_KEQIANG),
            role(told, "called off", LI_SHANGFU),
        ],
    )


def _undated(base: Base) -> None:
    told = article("chancellor", UNDATED_TEXT, None, outlet="The Other Paper")
    base.save(
        told,
        [
            meeting(told, "Angkor Wat", (SCHOLZ, HUN_SEN), None, place="Angkor Wat"),
            role(told, "Angkor Wat", SCHOLZ),
        ],
    )


def build_council(path: Path) -> Base:
    """Another archive: a title of many words, and topics that are also parties."""
    opened = bases.opened(path)
    told = article(
        "guard",
        "Guard and council\n\nDeputy Commander of the Royal Guard (RG) Chea Vannak stood by.\n\n"
        "Hun Sen and Fumio Kishida met on May 3 and spoke of reform of the Security Council and of "
        "lamb from New Zealand.",
        "2022-05-04",
        outlet="The Sample Post",
    )
    guard = Participant("Chea Vannak", "Deputy Commander of the Royal Guard (RG)", "KH")
    opened.save(
        told,
        [
            meeting(told, "Fumio Kishida met", (HUN_SEN, KISHIDA), "2022-05-03"),
            role(told, "Chea Vannak", guard),
        ],
    )
    return opened
