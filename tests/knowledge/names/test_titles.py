"""Titles around names."""

import pytest

from knowledge.names.titles import office, split


@pytest.mark.parametrize(
    ("text", "name", "held", "party"),
    [
        ("Fumio Kishida", "fumio kishida", None, None),
        ("H.E. Dr Kao Kim Hourn", "kao kim hourn", None, None),
        ("He Lifeng", "he lifeng", None, None),
        ("Tan Sri Muhyiddin Yassin", "muhyiddin yassin", None, None),
        ("Tan See Leng", "tan see leng", None, None),
        ("Japan's Prime Minister Kishida", "kishida", "prime minister", "JP"),
        ("Prime Minister of New Zealand Jacinda Ardern", "jacinda ardern", "prime minister", "NZ"),
        ("Fumio Kishida, PM of Japan", "fumio kishida", "prime minister", "JP"),
        ("Kishida (Japan)", "kishida", None, "JP"),
        ("Lee Kuan Yew of Singapore", "lee kuan yew", None, "SG"),
        ("Ukraine’s Zelensky", "zelensky", None, "UA"),
        ("the Japanese premier", "", "prime minister", "JP"),
        ("minister for foreign affairs of Cambodia", "", "foreign minister", "KH"),
        ("UN Secretary-General António Guterres", "antonio guterres", "secretary general", "UN"),
        ("Theresa May", "theresa may", None, None),
        ("Jordan Bardella", "jordan bardella", None, None),
        ("Israel Katz", "israel katz", None, None),
        ("G.W. Bush", "g w bush", None, None),
        ("Владимир Путин", "vladimir putin", None, None),
        ("", "", None, None),
    ],
)
def test_split(text: str, name: str, held: str | None, party: str | None) -> None:
    told = split(text)
    assert (" ".join(told.name), told.office, told.party) == (name, held, party)


@pytest.mark.parametrize(
    ("title", "key", "party"),
    [
        ("Premier", "prime minister", None),
        ("PM of Japan", "prime minister", "JP"),
        ("Minister of Foreign Affairs and International Cooperation", "foreign minister", None),
        ("External Affairs Minister", "foreign minister", None),
        ("Secretary of Defense", "defence minister", None),
        ("Secretary-General", "secretary general", None),
        ("Deputy Prime Minister", "deputy prime minister", None),
        ("former President", "", None),
        ("singer", "", None),
    ],
)
def test_offices(title: str, key: str, party: str | None) -> None:
    assert office(title) == (key, party)
