import pytest

from knowledge.model import ParagraphRole
from knowledge.reading import parse_text
from tests.knowledge.reading.helpers import having, read_text, rows

BODY = "President Ana Lima met the visiting minister in Quito, and both praised the accord."


def test_link_targets_leave_plain_text() -> None:
    article = read_text(
        "Under the [Peru-Japan accord](https://gov.example/a_(2022)?x=1), both fleets fish.", BODY
    )
    assert article.text.startswith("Under the Peru-Japan accord, both fleets fish.\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "She said [of the accord] that it (https) helps.",
        "An array a[1](x) and 2 < 3 > 1 in code, he wrote.",
        "**Bold** and _quiet_ words are as printed.",
    ],
)
def test_plain_text_is_otherwise_as_printed(text: str) -> None:
    assert parse_text(text, "x").text == text


def test_inline_tags_leave_plain_text() -> None:
    article = read_text(BODY, "<u>Fisheries Accord</u>", BODY, '<span id="_x"></span>')
    assert having(article, ParagraphRole.HEADING) == ["Fisheries Accord"]
    assert "<" not in article.text


def test_markdown_is_rendered() -> None:
    article = parse_text(
        "# Lima hosts *Okoro*\n\nPresident **Ana Lima** met [Tom Okoro](https://x.example) in\n"
        "Quito, `officially` for the ~~second~~ third time &amp; not the last.\n\n"
        "## Peru-Nigeria\n\n- More *trade*\n- Less\n  tax\n\n> It was a good day for both.\n\n"
        "| Goods | Tonnes |\n|---|---|\n| Fish | 12 |\n\n![Nets](n.jpg)\n\n***\n\n"
        "<div>Ports</div>\n",
        "x",
        ".md",
    )
    assert rows(article) == [
        (ParagraphRole.TITLE, "Lima hosts Okoro"),
        (
            ParagraphRole.BODY,
            "President Ana Lima met Tom Okoro in\nQuito, officially for the second third time & "
            "not the last.",
        ),
        (ParagraphRole.HEADING, "Peru-Nigeria"),
        (ParagraphRole.BODY, "More trade"),
        (ParagraphRole.BODY, "Less tax"),
        (ParagraphRole.BODY, "It was a good day for both."),
        (ParagraphRole.BODY, "Goods | Tonnes"),
        (ParagraphRole.BODY, "Fish | 12"),
        (ParagraphRole.BODY, "Nets"),
        (ParagraphRole.BODY, "Ports"),
    ]


def test_markdown_with_a_paragraph_a_line() -> None:
    article = parse_text(f"{BODY}\n{BODY}\n{BODY}\n", "x", ".md")
    assert [words for _, words in rows(article)] == [BODY] * 3


def test_indented_paragraphs_are_no_code() -> None:
    article = parse_text(f"    {BODY}\n\n    {BODY}\n", "x", ".md")
    assert [words for _, words in rows(article)] == [BODY] * 2


def test_boilerplate_headings_of_markdown() -> None:
    article = parse_text(f"{BODY}\n\n## Related stories\n\n- Okoro lands\n", "x", ".md")
    assert having(article, ParagraphRole.BOILERPLATE) == ["Related stories", "Okoro lands"]
