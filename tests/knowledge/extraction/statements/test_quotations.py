"""The scanner of quotation marks, on strings alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.extraction.statements.quotations import Quotation, quotations


def spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, divided by blank lines."""
    found, at = [], 0
    for paragraph in text.split("\n\n"):
        found.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return found


def scanned(text: str) -> list[str]:
    return [each.words(text) for each in quotations(text, spans(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rain is coming,” he said. “Take a coat.”", ["Rain is coming,", "Take a coat."]),
        ('"Rain is coming," he said, "so run."', ["Rain is coming,", "so run."]),
        ("«La pluie arrive», dit-elle.", ["La pluie arrive"]),
        ("„Der Regen kommt“, sagte sie.", ["Der Regen kommt"]),
        ("”Marks the wrong way round“ are read too.", ["Marks the wrong way round"]),
        ('She wrote,"No spaces here."Then she left.', ["No spaces here."]),
        ("“Rain is coming,’’ he said.", ["Rain is coming,"]),
        ("''Rain is coming,'' he said.", ["Rain is coming,"]),
        ("'Rain is coming,” he said.", ["Rain is coming,"]),
        ("“Rain is coming. Take a coat.'", ["Rain is coming. Take a coat."]),
    ],
)
def test_double_marks(text: str, expected: list[str]) -> None:
    assert scanned(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'It's raining,' he said. 'Hurry.'", ["It's raining,", "Hurry."]),
        ("‘It’s raining,’ said the farmers’ union.", ["It’s raining,"]),
        (
            "'We told the farmers' union that it rains,' he said.",
            ["We told the farmers' union that it rains,"],
        ),
        ("In the '90s rock 'n' roll wasn't 'all that' bad.", ["all that"]),
        ("The ministers' cars and the drivers' seats were wet.", []),
        ("'He said \"run\" and I ran,' she said.", ['He said "run" and I ran,']),
        ("“He said ‘run’ and I ran,” she said.", ["He said ‘run’ and I ran,"]),
    ],
)
def test_single_marks_and_apostrophes(text: str, expected: list[str]) -> None:
    assert scanned(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "The "Blue House" is not ours." She left.', ['The "Blue House" is not ours.']),
        ("“The “Blue House” is not ours,” he said.", ["The “Blue House” is not ours,"]),
        ('It was 6\'2" tall and "a 4" pipe, no more".', ['a 4" pipe, no more']),
    ],
)
def test_marks_within_marks(text: str, expected: list[str]) -> None:
    assert scanned(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rain is coming, he said.\n\nHe left.", []),
        ('"Rain is coming. And "a storm too," he said.', ["a storm too,"]),
        ("It recalled ” the storm and growth”, such as rye.", []),
        ("“Rain is coming, he said. “Run,” she said.\n\n“No.”", ["Run,", "No."]),
    ],
)
def test_a_missing_mark_swallows_nothing(text: str, expected: list[str]) -> None:
    assert scanned(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    text = "He said: “One.\n\n“Two has a “nested” word.\n\n“Three,” and left. “Four.”"
    assert scanned(text) == ["One. Two has a “nested” word. Three,", "Four."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n\n“Two.\n\nThree.", ["One. Two."]),
        ("“One is.\n\nTwo was.\n\nThree,” he said.", ["One is. Two was. Three,"]),
        ("“One is.\n\nTwo was.", ["One is."]),
        ("“One is, he said.\n\nTwo was.", []),
        ("“One is\n\nTwo was.", []),
        ("‘One’s here.\n\n‘Two’s there,’ he said.", ["One’s here. Two’s there,"]),
        ("'One is.\n\n'Two was.\n\n'Three,' he said.", ["One is. Two was. Three,"]),
        ("He said: 'One is.\n\n'Two was.'", ["One is. Two was."]),
        ("The leaders' car.\n\n'One is,' he said.", ["One is,"]),
        ("He said: “One is.\n\nShe left. “Two,” she said.", ["Two,"]),
    ],
)
def test_over_paragraphs(text: str, expected: list[str]) -> None:
    assert scanned(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "``{}'' he said.", "''{}'' he said.", "‘‘{}’’ he said.", "\x93{}\x94 he said.",
        "「{}」 he said.", "『{}』 he said.", "❝{}❞ he said.", "″{}″ he said.", "„{}” he said.",
        "»{}« he said.", "« {} » he said.", "„{}“ he said.", '" {} " he said.', "â€œ{}â€\x9d said.",
        "â€œ{}â€ he said.", "&quot;{}&quot; he said.", "&ldquo;{}&rdquo; he said.", "‹{}› he said.",
        "`{}' he said.", "＂{}＂ he said.", "“{}„ he said.", 'He said:"{}"He left.', "said“{}”and",
    ],
)  # fmt: skip
def test_other_marks(text: str) -> None:
    assert scanned(text.format("It isn’t so,")) == ["It isn’t so,"]


def test_a_dash_of_a_wrong_decoding_closes_nothing() -> None:
    assert scanned("â€œRain â€” or snow â€“ is near,â€\x9d he said.") == [
        "Rain â€” or snow â€“ is near,"
    ]


def test_parts_are_printed_words() -> None:
    text = "“One\nday.\n\n“Two,” he said."
    (found,) = quotations(text, spans(text))
    assert [text[first:last] for first, last in found.parts] == ["One\nday.", "Two,"]
    assert found.words(text) == "One day. Two,"
    assert (found.start, found.end) == (0, text.index("”") + 1)


pieces = st.lists(
    st.sampled_from(["“", "”", '"', "'", "‘", "’", "«", "»", "„", " ", "\n\n", "a", "s", "6", "."]),
    max_size=60,
).map("".join)


@example("'«”'")
@given(text=pieces)
def test_any_marks(text: str) -> None:
    found = quotations(text, spans(text))
    ends = 0
    for each in found:
        assert isinstance(each, Quotation)
        assert ends <= each.start < each.end <= len(text)
        ends = each.end
        assert each.words(text)
        for first, last in each.parts:
            assert each.start <= first <= last <= each.end


def test_many_marks_take_no_longer_than_few_each() -> None:
    text = "“a ‘b \"c 'd " * 20_000
    assert quotations(text, [(0, len(text))]) == []
