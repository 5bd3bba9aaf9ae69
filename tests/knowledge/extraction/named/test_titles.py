"""Title phrases: where they begin and end, whose they are, which office they mean."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.named.titles import head_of, office_of, to_singular
from tests.knowledge.extraction.helpers import named

PHRASES = [
    ("Japan's ambassador to Kenya Kenji Morita spoke.", "ambassador to Kenya", "JP"),
    ("UN special envoy for Syria Erik Lund spoke.", "special envoy for Syria", "UN"),
    ("An adviser to the US President spoke.", "adviser to the US President", "US"),
    (
        "Singapore's Minister for Culture, Community and Youth Lim Wei Ling spoke.",
        "Minister for Culture, Community and Youth",
        "SG",
    ),
    (
        "Deputy Prime Minister and Minister for Law Goh Wei Ling spoke.",
        "Deputy Prime Minister and Minister for Law",
        None,
    ),
    (
        "Erik Lund, Deputy Commander of the Royal Cambodian Armed Forces (RCAF), spoke.",
        "Deputy Commander of the Royal Cambodian Armed Forces (RCAF)",
        "KH",
    ),
    ("The Prime Minister of the Kingdom of Norway spoke.", "Prime Minister", "NO"),
    ("Australia's visiting Prime Minister spoke.", "Prime Minister", "AU"),
    (
        "Assistant Administrator for Asia Michael Reyes spoke.",
        "Assistant Administrator for Asia",
        None,
    ),
    ("Former President Ann Carver spoke.", "Former President", None),
    (
        "Joyce Mutua, secretary of the Workers' Party of Kenya, spoke.",
        "secretary of the Workers' Party of Kenya",
        "KE",
    ),
    (
        "Vietnamese Deputy Minister of Industry and Trade Tran Minh Duc spoke.",
        "Deputy Minister of Industry and Trade",
        "VN",
    ),
    (
        "Under Secretary of State for International Security Ann Carver spoke.",
        "Under Secretary of State for International Security",
        None,
    ),
    ("House of Commons Speaker Tom Ashdown spoke.", "House of Commons Speaker", None),
    (
        "Kenya's vice president of women and family affairs spoke.",
        "vice president of women and family affairs",
        "KE",
    ),
    (
        "US Special Assistant to the President for Trade Ann Carver spoke.",
        "Special Assistant to the President for Trade",
        "US",
    ),
]


@pytest.mark.parametrize(("sentence", "text", "party"), PHRASES)
def test_title_phrases(extractor: Extractor, sentence: str, text: str, party: str | None) -> None:
    (title,) = named(extractor, sentence).titles
    assert (title.text, title.party) == (text, party)


@pytest.mark.parametrize(
    "sentence",
    [
        "The presidents of Russia, Kazakhstan and Armenia met.",
        "The Russian, Kazakh and Armenian Presidents met.",
    ],
)
def test_plural_titles_name_all_their_countries(extractor: Extractor, sentence: str) -> None:
    (title,) = named(extractor, sentence).titles
    assert title.plural
    assert title.named == ("RU", "KZ", "AM")


@pytest.mark.parametrize(
    "sentence",
    [
        "President of the Kenyan Exporters Association Grace Wanjiru spoke.",
        "The chairman of Nordic Bank, Erik Lund, spoke.",
    ],
)
def test_offices_of_companies_and_associations_belong_to_no_country(
    extractor: Extractor, sentence: str
) -> None:
    (title,) = named(extractor, sentence).titles
    assert title.private
    assert title.party is None


@pytest.mark.parametrize(
    "sentence", ["Members agreed.", "The head hurt.", "They will chair it.", "Trade grew."]
)
def test_words_that_are_no_title(extractor: Extractor, sentence: str) -> None:
    assert named(extractor, sentence).titles == []


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Premier", "prime minister"),
        ("Vice-President", "vice president"),
        ("President of the Republic", "president"),
        ("Secretary of State", "foreign minister"),
        ("newly elected President", "president"),
        ("PM", "prime minister"),
        ("Deputy Minister for Economic Affairs", "deputy economic affairs minister"),
        ("Minister", "minister"),
        ("", ""),
    ],
)
def test_offices(title: str, office: str) -> None:
    assert office_of(title) == office


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("ministers", "minister"),
        ("secretaries", "secretary"),
        ("congressmen", "congressman"),
        ("presidents-elect", "president-elect"),
        ("vice-president", "president"),
        ("trees", None),
    ],
)
def test_heads_in_the_plural_and_in_compounds(word: str, head: str | None) -> None:
    assert head_of(word) == head


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("Foreign Ministers", "Foreign Minister"),
        ("Congressmen", "Congressman"),
        ("Secretaries of State", "Secretary of State"),
        ("Prime Minister", "Prime Minister"),
        ("Trees", "Trees"),
    ],
)
def test_the_title_of_one_of_several(plural: str, singular: str) -> None:
    assert to_singular(plural) == singular
