"""Whose officer somebody is when their title comes without a country."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.named.outlets import outlet_home
from knowledge.model import Role
from tests.knowledge.extraction.helpers import KENYA, NORWAY, readings, roles, story

HERE = f"President Grace Wanjiru met {NORWAY} on Monday."


def via(extractor: Extractor, *paragraphs: str, outlet: str | None = None) -> dict[str, str]:
    """Person → how their party was read, where their own words do not say."""
    found = {}
    for reading in readings(extractor, story(*paragraphs, outlet=outlet)):
        fields = reading.fields
        if isinstance(fields, Role) and reading.links:
            found[fields.person] = reading.links[0].via
    return found


def test_the_outlet_s_own_president(extractor: Extractor) -> None:
    assert roles(extractor, story(HERE, outlet="Daily Nation"))["Grace Wanjiru"][1] == "KE"
    assert via(extractor, HERE, outlet="Daily Nation") == {"Grace Wanjiru": "outlet"}


def test_nobody_s_president_without_an_outlet(extractor: Extractor) -> None:
    assert roles(extractor, story(HERE))["Grace Wanjiru"] == ("President", None)


def test_the_president_of_where_an_agency_writes_from(extractor: Extractor) -> None:
    told = f"NAIROBI, May 15 (Reuters) -- {HERE}"
    assert roles(extractor, story(told, outlet="Reuters"))["Grace Wanjiru"][1] == "KE"
    assert via(extractor, told, outlet="Reuters") == {"Grace Wanjiru": "dateline"}


def test_a_heading_leaves_one_country_for_the_other_leader(extractor: Extractor) -> None:
    text = (f"{NORWAY} spoke.", "# Kenya-Norway", "Solberg met President Grace Wanjiru.")
    assert roles(extractor, story(*text))["Grace Wanjiru"][1] == "KE"
    assert via(extractor, *text) == {"Grace Wanjiru": "heading"}


def test_the_country_just_named(extractor: Extractor) -> None:
    told = f"In Vanuatu, Prime Minister Jean Kalo met {NORWAY} on Monday."
    assert roles(extractor, story(told, outlet="White House"))["Jean Kalo"][1] == "VU"
    assert via(extractor, told, outlet="White House") == {"Jean Kalo": "just named"}


def test_an_office_that_the_outlet_s_country_does_not_have(extractor: Extractor) -> None:
    told = "President Ann Carver will meet Prime Minister Kenji Morita to discuss Japan."
    found = roles(extractor, story(told, outlet="White House"))
    assert found == {"Ann Carver": ("President", "US"), "Kenji Morita": ("Prime Minister", "JP")}
    assert via(extractor, told, outlet="White House")["Kenji Morita"] == "lead"


def test_a_top_office_is_not_given_to_two(extractor: Extractor) -> None:
    told = "President Grace Wanjiru met President Kofi Boateng on Monday."
    found = roles(extractor, story(told, outlet="Daily Nation"))
    assert {party for _, party in found.values()} == {None}


@pytest.mark.parametrize(
    ("outlet", "home"),
    [
        ("Khmer Times", "KH"),
        ("The Korea Herald", "KR"),
        ("The Oslo Gazette", "NO"),
        ("Reuters", None),
        ("Le Monde in English", "FR"),
        ("www.gazette.co.uk", "GB"),
        ("gazette.io", None),
        ("The Gazette", None),
        (None, None),
    ],
)
def test_where_an_outlet_is_at_home(outlet: str | None, home: str | None) -> None:
    assert outlet_home(story("Trade grew.", outlet=outlet)) == home


@pytest.mark.parametrize(
    ("told", "person", "expected", "how"),
    [
        ("Pope Anselm spoke in Lima on Monday.", "Anselm", ("Pope", "VA"), "office"),
        (
            "A delegation of Ghana led by Vice-Minister Kofi Mensah arrived on Monday.",
            "Kofi Mensah",
            ("Vice-Minister", "GH"),
            "delegation",
        ),
        (
            "Foreign Secretary Jane Ashdown urged Brazil to wait, while Britain waited too.",
            "Jane Ashdown",
            ("Foreign Secretary", "GB"),
            "elimination",
        ),
    ],
)
def test_what_the_office_or_its_company_says(
    extractor: Extractor, told: str, person: str, expected: tuple[str, str], how: str
) -> None:
    assert roles(extractor, story(told))[person] == expected
    assert via(extractor, told)[person] == how


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # The name of a state is no company's, an association's officers are no state's.
        ("Ivan Orlov, foreign minister of the Russian Federation, spoke.", "RU"),
        ("Ama Boateng, chairwoman of the Accra Traders Council, spoke.", None),
        ("Kwame Asante, chief executive of Blue Anchor Shipping, spoke.", None),
        ("Archbishop of Accra Kwame Asante spoke.", None),
        ("Ama Owusu, a spokeswoman for the Ghanaian Foreign Ministry, spoke.", "GH"),
    ],
)
def test_officers_of_states_and_others(
    extractor: Extractor, told: str, expected: str | None
) -> None:
    article = story(told, outlet="Daily Nation")
    assert [party for _, party in roles(extractor, article).values()] == [expected]


def test_a_paper_s_own_president_is_not_another_one_named(extractor: Extractor) -> None:
    text = ("President Han Ji-won spoke on Monday.", "She may meet the US president there.")
    found = roles(extractor, story(*text, outlet="The Korea Herald"))
    assert found["Han Ji-won"] == ("President", "KR")


def test_your_minister_is_not_the_speaker_s(extractor: Extractor) -> None:
    text = (
        "Remarks by Law Minister Ann Tay at the signing with Norway",
        "I recall when I met your Justice Minister Lars Solberg in Oslo.",
    )
    found = roles(extractor, story(*text, outlet="Singapore Ministry of Law"))
    assert found["Lars Solberg"] == ("Justice Minister", "NO")


def test_an_envoy_is_of_who_sent_them(extractor: Extractor) -> None:
    told = f"{KENYA}'s special envoy, Peter Otieno, arrived in Riyadh."
    assert roles(extractor, story(told))["Peter Otieno"] == ("special envoy", "KE")
    assert via(extractor, told)["Peter Otieno"] == "owner"


def test_ministers_beside_their_own_premiers_one_country_after_the_other(
    extractor: Extractor,
) -> None:
    text = (
        "The meeting was attended by Norwegian Prime Minister Lars Solberg and Energy Minister "
        "Erik Lund, and Estonian Prime Minister Kaja Tamm and Energy Minister Jaan Kask."
    )
    found = roles(extractor, story(text))
    assert (found["Erik Lund"][1], found["Jaan Kask"][1]) == ("NO", "EE")


def test_who_leads_a_side_is_of_it(extractor: Extractor) -> None:
    article = story(
        "The commission met in Oslo.",
        "Deputy Prime Minister Karim Usmon was to head it on the Uzbek side, and Energy Minister "
        "Ida Berg on the Norwegian side.",
    )
    assert roles(extractor, article)["Karim Usmon"][1] == "UZ"


def test_officers_of_a_territory_are_of_its_state(extractor: Extractor) -> None:
    article = story("The Governor of Puerto Rico, Elena Rivas, spoke in San Juan on Monday.")
    assert roles(extractor, article)["Elena Rivas"][1] == "US"
    (link,) = next(r.links for r in readings(extractor, article) if r.links)
    assert (link.via, link.target) == ("territory", "US")


def test_an_ambassador_in_a_countrys_paper_is_a_foreign_one(extractor: Extractor) -> None:
    article = story(
        "Norway gave Kenya a grant on Monday.",
        "Finance Secretary Joseph Mwangi and Ambassador Nils Hagen signed the papers.",
        outlet="Kenya Times",
    )
    found = roles(extractor, article)
    assert found["Nils Hagen"][1] == "NO"
    assert found["Joseph Mwangi"][1] == "KE"


def test_an_ambassador_in_a_readout_is_the_governments_own(extractor: Extractor) -> None:
    told = "Ambassador Nils Hagen spoke to Norwegian officials on Monday."
    assert roles(extractor, story(told, outlet="White House"))["Nils Hagen"][1] == "US"


@pytest.mark.parametrize(
    ("told", "name", "title", "party"),
    [
        (
            "Mette Dahl, spokeswoman at the Danish embassy in Lima, declined to comment.",
            "Mette Dahl",
            "spokeswoman at the Danish embassy",
            "DK",
        ),
        (
            "Kofi Boateng, deputy director at the Energy Institute, disagreed.",
            "Kofi Boateng",
            "deputy director at the Energy Institute",
            None,
        ),
        (
            "The hosts met prime ministers Ada Mensah (Ghana) and Jean Kalo (Vanuatu).",
            "Jean Kalo",
            "prime minister",
            "VU",
        ),
        (
            "Ghana's delegation left early. Ada Mensah, the country's trade minister, stayed on.",
            "Ada Mensah",
            "trade minister",
            "GH",
        ),
        (
            "Kenyan President Grace Wanjiru spoke. Wanjiru envoy Peter Otieno listened.",
            "Peter Otieno",
            "envoy",
            "KE",
        ),
        (
            "The note came from Peter Otieno, one of Kenyan President Grace Wanjiru's advisers.",
            "Peter Otieno",
            "adviser",
            "KE",
        ),
        (
            "Defence minister (DM) Lars Solberg of Norway spoke.",
            "Lars Solberg",
            "Defence minister",
            "NO",
        ),
        (
            "The U.S. House debated it. Representative Jane Whitfield, chairwoman of the House"
            " Budget Committee, agreed.",
            "Jane Whitfield",
            "chairwoman of the House Budget Committee",
            "US",
        ),
        (
            "Jane Whitfield, who serves as the director of the Harbour Agency, agreed.",
            "Jane Whitfield",
            "director of the Harbour Agency",
            None,
        ),
    ],
)
def test_whom_an_officer_serves(
    extractor: Extractor, told: str, name: str, title: str, party: str | None
) -> None:
    assert roles(extractor, story(told))[name] == (title, party)


@pytest.mark.parametrize(
    ("told", "name", "title", "party"),
    [
        (
            "Members of the House of Deputies Kofi Boateng and Mike Dunn left early.",
            "Kofi Boateng",
            "Member of the House of Deputies",
            None,
        ),
        (
            "Ivan Petrov, charge d'affaires ad interim of the Russian embassy, was present.",
            "Ivan Petrov",
            "charge d'affaires ad interim of the Russian embassy",
            "RU",
        ),
        (
            "The director of Ghana's Revenue Authority, Ada Mensah, resigned.",
            "Ada Mensah",
            "director of Ghana's Revenue Authority",
            "GH",
        ),
        (
            "He met Norway's envoy to the APEC summit, Lars Solberg, on Monday.",
            "Lars Solberg",
            "envoy to the APEC summit",
            "NO",
        ),
        (
            "They freed Karl Anton Meyer in May. Meyer, a former commissioner of the London police,"
            " was convicted in 2010.",
            "Karl Anton Meyer",
            "former commissioner of the London police",
            "GB",
        ),
        (
            "They freed Karl Anton Meyer, formerly the Harbour Administration's chief of staff.",
            "Karl Anton Meyer",
            "chief of staff",
            None,
        ),
    ],
)
def test_what_an_officer_is_of(
    extractor: Extractor, told: str, name: str, title: str, party: str | None
) -> None:
    assert roles(extractor, story(told))[name] == (title, party)


def test_formerly_makes_an_office_one_of_before(extractor: Extractor) -> None:
    told = "They freed Karl Anton Meyer, formerly the president of the Harbour Company."
    found = [r.fields for r in readings(extractor, story(told)) if isinstance(r.fields, Role)]
    assert [(role.person, role.tenure) for role in found] == [("Karl Anton Meyer", "former")]


def test_a_president_is_not_the_first_lady(extractor: Extractor) -> None:
    told = ("President Otieno spoke first.", "First Lady Grace Otieno of Kenya followed.")
    assert roles(extractor, story(*told)) == {
        "Otieno": ("President", "KE"),
        "Grace Otieno": ("First Lady", "KE"),
    }


@pytest.mark.parametrize(
    "told",
    [
        "Kenyan Trade Minister Ada Otieno flew to Accra and met Energy Minister {}.",
        "Kenyan Minister Ada Otieno visited Ghana. She was received by Energy Minister {}.",
        "Kenyan Trade Minister Ada Otieno visited Ghana. There she met her counterpart {}.",
    ],
)
def test_whom_a_visitor_met_is_of_where_the_visit_went(extractor: Extractor, told: str) -> None:
    text = told.format("Kofi Boateng")
    assert roles(extractor, story(text))["Kofi Boateng"][1] == "GH"
    assert via(extractor, text)["Kofi Boateng"] == "destination"


def test_whom_a_visitor_met_elsewhere_is_nobody_s(extractor: Extractor) -> None:
    told = "Kenyan Trade Minister Ada Otieno met Energy Minister Kofi Boateng in Geneva."
    assert roles(extractor, story(told))["Kofi Boateng"][1] is None


def test_the_officers_of_a_delegation(extractor: Extractor) -> None:
    told = (
        "The Mexican high-level delegation included Foreign Secretary Mario Robledo; Secretary of "
        "Security Rosa Luna; and Chief Officer for North America, Pedro Velarde."
    )
    assert {party for _, party in roles(extractor, story(told)).values()} == {"MX"}


def test_those_who_accompany_an_officer(extractor: Extractor) -> None:
    told = (
        "Barbados Prime Minister Ryan Alleyne leaves for Guyana. Alleyne will be accompanied by "
        "Energy Minister Sandra Greenidge and his permanent secretary Sonja Brathwaite."
    )
    assert {party for _, party in roles(extractor, story(told)).values()} == {"BB"}


def test_an_envoy_is_not_of_where_they_are_sent(extractor: Extractor) -> None:
    told = "The ambassador to Ghana, Anna Berg, spoke. Ghana is hot. Ghana is green."
    assert roles(extractor, story(told))["Anna Berg"][1] is None


def test_a_country_in_a_name_is_nobody_s(extractor: Extractor) -> None:
    told = "President Ann Carver and Prime Minister Jean Kalo met. Ms. Lisa Monaco came along."
    assert roles(extractor, story(told, outlet="White House"))["Jean Kalo"][1] is None


@pytest.mark.parametrize(
    ("outlet", "home"),
    [
        ("Papua New Guinea News", "PG"),
        ("B92 (Tanjug)", "RS"),
        ("Ministry of Foreign Affairs, Republic of China (Taiwan)", "TW"),
        ("Mindanao Times", "PH"),
        ("Calgary Gazette", "CA"),
    ],
)
def test_homes_by_the_longest_name_and_by_regions(outlet: str, home: str) -> None:
    assert outlet_home(story("Rain fell.", outlet=outlet)) == home


def test_a_nickname_behind_a_name_is_theirs(extractor: Extractor) -> None:
    told = ("Ghanaian President Kofi Boateng “Kobi” will visit Norway.", "President Kobi spoke.")
    assert roles(extractor, story(*told)) == {"Kofi Boateng": ("President", "GH")}


def test_a_king_with_a_number_goes_by_the_first_name(extractor: Extractor) -> None:
    told = "Minister Ali Nasser of Oman met Hassan VII, King of Morocco, and President Omar Hassan."
    assert roles(extractor, story(told))["Omar Hassan"][1] is None


@pytest.mark.parametrize("outlet", ["nobodyknows.com", None])
def test_a_city_and_a_colon_at_the_head_of_a_story(
    extractor: Extractor, outlet: str | None
) -> None:
    told = "ACCRA: Trade Minister Kofi Boateng spoke."
    assert roles(extractor, story(told, outlet=outlet))["Kofi Boateng"][1] == "GH"


def test_those_whom_somebody_met_with_an_officer_are_of_one_state(extractor: Extractor) -> None:
    told = "Norwegian Premier Lars Solberg met Ghanaian President A. Mensah and Trade Minister {}."
    assert roles(extractor, story(told.format("Kofi Boateng")))["Kofi Boateng"][1] == "GH"


def test_an_office_that_means_one_state_where_nothing_says_another(extractor: Extractor) -> None:
    told = "Secretary of State Anna Whitfield met Ghanaian President Kofi Boateng."
    assert roles(extractor, story(told))["Anna Whitfield"][1] == "US"


@pytest.mark.parametrize(
    "told",
    [
        "Minister Hamish Smith met with Ghanaian Energy Minister Kofi Boateng on Monday.",
        "Minister Hamish Smith received a call from Mr Kofi Boateng, Energy Minister of Ghana.",
    ],
)
def test_who_meets_an_officer_is_not_of_the_same_state(extractor: Extractor, told: str) -> None:
    assert roles(extractor, story(told))["Hamish Smith"] == ("Minister", None)
