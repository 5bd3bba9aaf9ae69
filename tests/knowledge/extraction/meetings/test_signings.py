"""Signings as meetings: who signed, who looked on, and the day that another sentence tells."""

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import GHANA, KENYA, NORWAY, meetings, story


def read(extractor: Extractor, *sentences: str) -> list[str]:
    return meetings(extractor, story(*sentences))


def test_signed_in_the_presence_of(extractor: Extractor) -> None:
    told = f"Kenya and Norway on Monday signed a fisheries pact in the presence of {KENYA} and"
    found = read(extractor, f"{told} {NORWAY} in Nairobi.")
    assert found == ["meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15 in Nairobi"]


def test_the_day_that_the_lead_tells_of_what_officers_signed(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Ghana and Norway signed a loan agreement on Monday.",
        f"The agreement was signed by {GHANA} and {NORWAY} in Accra.",
    )
    assert found == ["meeting held: Kofi Boateng, Lars Solberg (GH, NO) 2023-05-15 in Accra"]


def test_who_witnessed_the_signing(extractor: Extractor) -> None:
    found = read(
        extractor,
        f"The agreement was signed by {GHANA} and {NORWAY} in Accra.",
        "Ghanaian Finance Minister Ama Ofori witnessed the signing.",
    )
    assert found == ["meeting held: Kofi Boateng, Lars Solberg, Ama Ofori (GH, NO) in Accra"]


def test_the_signing_took_place_between(extractor: Extractor) -> None:
    found = read(extractor, f"The signing took place in Accra between {GHANA} and {NORWAY}.")
    assert found == ["meeting held: Kofi Boateng, Lars Solberg (GH, NO) in Accra"]


def test_parties_alone_are_no_meeting(extractor: Extractor) -> None:
    assert read(extractor, "Ghana and Norway signed a loan agreement on Monday.") == []


def test_what_the_two_countries_signed_is_not_of_those_who_speak_of_it(
    extractor: Extractor,
) -> None:
    found = read(
        extractor,
        f"{GHANA} met {NORWAY} in Accra on Monday.",
        "He said Ghana would honour the pact that the two countries signed in 2009.",
    )
    assert found == ["meeting held: Kofi Boateng, Lars Solberg (GH, NO) 2023-05-15 in Accra"]
