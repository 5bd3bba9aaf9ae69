"""Who is who across articles, which ids people get, and the newsroom's roster."""

import pytest

from knowledge.base import Base, RosterPerson
from knowledge.base.clusters import one_letter_apart
from knowledge.base.offices import name_key, office_key, office_within, slug
from knowledge.model import Office, Participant
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, role, told

HOST = Participant("Ana Brnabic", "Prime Minister", "RS")


def tell(base: Base, *people: Participant) -> None:
    """One article for each person, meeting the same host."""
    before = base.scope().articles
    fill(
        base,
        (
            told(f"a{before + n}", met(HOST, one, on=f"2022-03-{n + 1:02}"))
            for n, one in enumerate(people)
        ),
    )


def ids(base: Base) -> list[str]:
    return [ref.id for ref in base.people() if ref.id != "ana-brnabic"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Participant("Yoon Suk-yeol", "President", "KR"), Participant("Suk Yeol Yoon", None, "KR")),
        (Participant("Phạm Minh Chính", None, "VN"), Participant("Pham Minh Chinh", None, "VN")),
        (Participant("Kim Jong-un", None, "KP"), Participant("Kim Jongun", None, "KP")),
        (
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            Participant("Jagdeep Dhankhar", "Vice President", "IN"),
        ),
        (Participant("Hun Sen", "Premier", None), Participant("Hun Sen", "President", "KH")),
        (Participant("António Guterres", None, "UN"), Participant("Antonio Guterres", None, "PT")),
        (  # A patronymic that one paper prints.
            Participant("Boris Volkov", "President", "RU"),
            Participant("Boris Petrovich Volkov", "President", "RU"),
        ),
        (Participant("Boris P. Volkov", None, "RU"), Participant("Boris Volkov", "Judge", "RU")),
        (
            Participant("Boris Volkov", "President", "RU"),
            Participant("Boris Petrovich Volkov", "President", None),
        ),
    ],
)
def test_spellings_of_one_person(base: Base, one: Participant, other: Participant) -> None:
    tell(base, one, other)
    [id] = ids(base)
    profile = base.profile(id)
    assert profile is not None and profile.meetings_total == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Participant("John Smith", None, "GB"), Participant("John Smith", None, "US")),
        (Participant("Fumio Kishida", None, "JP"), Participant("Kishida", None, "JP")),
        (Participant("Kishida", None, "JP"), Participant("Kishida", None, "JP")),
        (Participant("Li Keqiang", "Premier", "CN"), Participant("Li Qiang", "Premier", "CN")),
        (Participant("Kim Jong Un", None, "KP"), Participant("Kim Yo Jong", None, "KP")),
        (
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            Participant("Jagdeep Dhankhar", "Farmer", "IN"),
        ),
        (
            Participant("Jagdeep Dhankha", "Vice-President", "IN"),
            Participant("Jagdeep Dhankhar", "Vice-President", "NP"),
        ),
        (Participant("Hun Manet", "Minister", "KH"), Participant("Hun Mani", "Minister", "KH")),
        (
            Participant("Boris Volkov", None, "RU"),
            Participant("Boris Petrovich Volkov", None, "BY"),
        ),
        (
            Participant("Boris Volkov", "President", "RU"),
            Participant("Boris Petrovich Volkov", "Governor", "RU"),
        ),
        (
            Participant("Boris Ivanovich Volkov", None, "RU"),
            Participant("Boris Petrovich Volkov", None, "RU"),
        ),
        (
            Participant("Boris Volkov", None, None),
            Participant("Boris Petrovich Volkov", None, "RU"),
        ),
    ],
)
def test_people_who_stay_apart(base: Base, one: Participant, other: Participant) -> None:
    tell(base, one, other)
    assert len(ids(base)) == 2


def test_a_surname_joins_the_longer_name_of_its_own_article(base: Base) -> None:
    fill(
        base,
        [
            told(
                "a",
                met(HOST, Participant("Kishida"), on="2022-03-01"),
                met(HOST, KISHIDA, on="2022-03-05"),
            )
        ],
    )
    assert ids(base) == ["fumio-kishida"]


def test_a_bare_name_of_another_office_is_not_the_longer_name(base: Base) -> None:
    king, queen = Participant("Hamdan", "King"), Participant("Lubna Al Hamdan", "Queen", "JO")
    fill(base, [told("a", met(HOST, king), met(HOST, queen))])
    assert len(ids(base)) == 2


def test_a_surname_that_two_of_the_article_share_is_nobodys(base: Base) -> None:
    fill(
        base,
        [
            told(
                "a",
                met(HOST, Participant("Kishida"), on="2022-03-01"),
                met(KISHIDA, Participant("Yuko Kishida", None, "JP"), on="2022-03-05"),
            )
        ],
    )
    assert set(ids(base)) == {"fumio-kishida", "yuko-kishida", "kishida-in-a"}


def test_one_word_with_office_and_country_is_the_same_in_every_article(base: Base) -> None:
    suharto = Participant("Suharto", "President", "ID")
    tell(base, suharto, suharto, Participant("Suharto", None, "ID"))
    assert sorted(ids(base)) == ["suharto", "suharto-in-a2"]


def test_a_short_name_between_two_middle_names_is_a_third(base: Base) -> None:
    names = ("Boris Volkov", "Boris Ivanovich Volkov", "Boris Petrovich Volkov")
    tell(base, *(Participant(name, None, "RU") for name in names))
    assert len(ids(base)) == 3


def test_a_name_without_country_joins_its_office_among_several(base: Base) -> None:
    tell(
        base,
        Participant("John Smith", "Mayor", "GB"),
        Participant("John Smith", "Senator", "US"),
        Participant("John Smith", "Senator", None),
        Participant("John Smith", "Baker", None),
    )
    totals = {id: base.profile(id) for id in ids(base)}
    assert {id: p and p.meetings_total for id, p in totals.items()} == {
        "john-smith-gb": 1,
        "john-smith-us": 2,
        "john-smith-2": 1,
    }


def test_one_misread_article_does_not_tear_a_person_apart(base: Base) -> None:
    tell(base, *[HUN_SEN] * 10, Participant("Hun Sen", "guest", None))
    tell(base, Participant("Hun Sen", "Prime Minister", "TH"))
    profile = base.profile("hun-sen-kh")
    assert profile is not None and profile.meetings_total == 11


def test_ids_do_not_depend_on_who_came_first_and_old_ones_resolve(base: Base) -> None:
    tell(base, Participant("John Smith", "Mayor", "GB"))
    assert ids(base) == ["john-smith"]
    tell(base, Participant("John Smith", "Senator", "US"))
    assert sorted(ids(base)) == ["john-smith-gb", "john-smith-us"]
    old = base.person("john-smith")
    assert old is not None and (old.id, old.party) == ("john-smith-gb", "GB")
    assert base.meetings(ask(people=("john-smith",)), limit=5, offset=0)[1] == 1


def test_old_ids_resolve_after_a_merge(base: Base) -> None:
    tell(base, Participant("Jagdeep Dhankha", "Vice-President", "IN"))
    assert ids(base) == ["jagdeep-dhankha"]
    dhankhar = Participant("Jagdeep Dhankhar", "Vice-President", "IN")
    tell(base, dhankhar, dhankhar)
    assert ids(base) == ["jagdeep-dhankhar"]
    old = base.person("jagdeep-dhankha")
    assert old is not None and old.name == "Jagdeep Dhankhar"
    profile = base.profile("jagdeep-dhankhar")
    assert profile is not None and profile.aliases == ("Jagdeep Dhankha",)


def test_ids_survive_a_rebuild(base: Base) -> None:
    articles = [
        told("a", met(HUN_SEN, KISHIDA, on="2022-03-21")),
        told("b", met(HUN_SEN, Participant("John Smith", None, "GB"))),
        told("c", met(HUN_SEN, Participant("John Smith", None, "US"))),
    ]
    fill(base, articles)
    before = ids(base)
    for article, readings in articles:
        base.reread(article.id, readings)
    assert ids(base) == before
    base.refold()
    assert ids(base) == before
    assert base.person("john-smith") is not None


def test_the_roster_keeps_its_ids_and_takes_its_people(base: Base) -> None:
    tell(base, HUN_SEN, KISHIDA)
    base.enlist(
        [
            RosterPerson("pm-1", "Samdech Hun Sen", "KH", ("Prime Minister",), ("Hun Sen",)),
            RosterPerson("fumio-kishida", "Fumio Kishida", "JP", ("Prime Minister",)),
            RosterPerson("nobody-yet", "Anthony Albanese", "AU", ("Prime Minister",)),
        ]
    )
    assert sorted(ids(base)) == ["fumio-kishida", "nobody-yet", "pm-1"]
    former = base.person("hun-sen")
    assert former is not None and former.id == "pm-1"
    [fact], _ = base.meetings(ask(people=("pm-1",)), limit=5, offset=0)
    assert "pm-1" in {ref.id for ref in fact.people}
    tell(base, Participant("Anthony Albanese", None, "AU"))
    profile = base.profile("nobody-yet")
    assert profile is not None and profile.meetings_total == 1


def test_the_roster_takes_nobody_of_another_country(base: Base) -> None:
    base.enlist([RosterPerson("js", "John Smith", "GB")])
    tell(base, Participant("John Smith", None, "US"))
    assert sorted(ids(base)) == ["john-smith-us", "js"]
    base.enlist([RosterPerson("john-smith-us", "John Smith", "AU")])
    assert sorted(ids(base)) == ["john-smith-2", "john-smith-us", "js"]
    assert base.meetings(ask(people=("john-smith-2",)), limit=5, offset=0)[1] == 1


def test_of_two_on_the_roster_with_one_name_the_office_tells(base: Base) -> None:
    base.enlist(
        [
            RosterPerson("kim-1", "Kim Min-su", "KR", ("Ambassador",)),
            RosterPerson("kim-2", "Kim Min-su", "KR", ("Mayor",)),
        ]
    )
    tell(
        base,
        Participant("Kim Min-su", "Mayor", "KR"),
        Participant("Kim Min-su", None, None),
    )
    profile = base.profile("kim-2")
    assert profile is not None and profile.meetings_total == 2
    base.enlist([RosterPerson("kim-2", "Kim Minsu", "KR", ("Painter",))])
    assert {ref.id for ref in base.people()} >= {"kim-1", "kim-2"}


def test_names_follow_the_people(base: Base) -> None:
    tell(base, KISHIDA, Participant("Kishida", None, None))
    assert [c.id for c in base.names.person("Kishida").candidates] == ["fumio-kishida"]
    assert [c.id for c in base.names.person("Kishida Fumio").candidates] == ["fumio-kishida"]
    base.enlist([RosterPerson("fk", "Fumio Kishida", "JP", aliases=("Fumi K. Kishida",))])
    assert [c.id for c in base.names.person("Fumio Kishida").candidates] == ["fk"]
    assert [c.id for c in base.names.person("Fumi K. Kishida").candidates] == ["fk"]
    assert base.remove("a0")
    assert [c.id for c in base.names.person("Fumio Kishida").candidates] == ["fk"]


def test_roles_as_of_their_articles(base: Base) -> None:
    foreign = Participant("Fumio Kishida", "Minister of Foreign Affairs", "JP")
    fill(
        base,
        [
            told("old", role(foreign), published="2015-01-01"),
            told(
                "older",
                role(Participant("Fumio Kishida", "Foreign Minister", "JP")),
                published="2014",
            ),
            told("new", role(KISHIDA), published="2022-03-22"),
            told("newer", role(KISHIDA), published="2022-11-15"),
            told("unknown", role(KISHIDA), published=None),
        ],
    )
    held = base.roles("fumio-kishida")
    assert [(r.title, r.first, r.last, len(r.sources)) for r in held] == [
        ("Prime Minister", "2022-03-22", "2022-11-15", 3),
        ("Minister of Foreign Affairs", "2015-01-01", "2015-01-01", 2),
    ]
    person = base.person("fumio-kishida")
    assert person is not None and (person.title, person.party) == ("Prime Minister", "JP")
    assert [p.id for p in base.people_with_office("premier", "JP")] == ["fumio-kishida"]
    assert [p.title for p in base.people_with_office("foreign minister")] == [
        "Minister of Foreign Affairs"
    ]
    assert base.people_with_office("prime minister", "KH") == []
    assert base.roles("nobody") == []


def test_a_role_and_a_meeting_of_one_article_are_one_person(base: Base) -> None:
    bare = Participant("Fumio Kishida")
    fill(base, [told("a", met(HOST, bare, on="2022-03-21", parties=["RS"]), role(KISHIDA))])
    [fact], _ = base.meetings(ask(offices=(Office("prime minister", "RS"),)), limit=5, offset=0)
    assert [ref.id for ref in fact.people] == ["ana-brnabic", "fumio-kishida"]
    found = base.person("fumio-kishida")
    assert found is not None and found.party == "JP"


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Premier", "prime minister"),
        ("newly re-elected President", "president"),
        ("Minister of Foreign Affairs and International Cooperation", "foreign minister"),
        ("Secretary of Defense", "defence minister"),
        ("Minister for the Interior", "interior minister"),
        ("former Prime Minister", "former prime minister"),
        ("Deputy Prime Minister", "deputy prime minister"),
        ("President of the National Assembly", "president of national assembly"),
        ("Minister of State for Law", "minister of state for law"),
        (None, ""),
        ("?!", ""),
    ],
)
def test_offices(title: str | None, office: str) -> None:
    assert office_key(title) == office


def test_keys_and_slugs() -> None:
    assert name_key("Yoon Suk-yeol") == name_key("Suk Yeol YOON")
    assert slug("Phạm Minh Chính") == "pham-minh-chinh"
    assert slug("Иван Петров") == "ivan-petrov"
    assert slug("…") == ""
    assert one_letter_apart("dhankha", "dhankhar")
    assert not one_letter_apart("khan", "kahn")
    assert not one_letter_apart("manet", "janet")


@pytest.mark.parametrize(
    ("title", "party", "office"),
    [
        ("Egyptian President", "EG", "president"),
        ("President of the Arab Republic of Egypt", "EG", "president"),
        ("U.S. Secretary of State", "US", "foreign minister"),
        ("Secretary of State of the United States", "US", "foreign minister"),
        ("Minister of Justice of the Socialist Republic of Vietnam", "VN", "justice minister"),
        ("President of the State of Israel", "IL", "president"),
        ("Governor of the Bank of England", "GB", "governor of bank of england"),
        ("ambassador to Japan", "JP", "ambassador to japan"),
        ("President of Egypt", "FR", "president of egypt"),
        ("President of Egypt", None, "president of egypt"),
        ("American", "US", "american"),
        (None, "US", ""),
    ],
)
def test_an_office_of_a_country_is_the_office(
    title: str | None, party: str | None, office: str
) -> None:
    assert office_within(title, party) == office
