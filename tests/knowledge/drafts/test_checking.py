"""Drafts about the sample archive: mistakes are named with their sentence, the rest stands."""

from datetime import date

import pytest

from knowledge.drafts import About, Checker, Finding, Verdict

TODAY = date(2024, 5, 14)

CLEAN = [
    "Japan’s Prime Minister Fumio Kishida was in Cambodia on 20–21 March 2022, where he and his "
    "Cambodian colleague Hun Sen held talks in Phnom Penh.",
    "Japan gave Cambodia $51.3 million for four projects on 12 November 2022. One of them is a "
    "training centre for mine action.",
    "The free trade agreement of Cambodia and South Korea has been in force since 1 December 2022.",
    "Anthony Albanese of Australia met Joko Widodo of Indonesia at the Bogor palace. He promised "
    "A$200 million for a partnership on climate and infrastructure.",
    "Hun Sen and Senior General Min Aung Hlaing met in Naypyidaw on 7 January 2022.",
    "Volodymyr Zelenskyy spoke with Hun Sen by telephone on November 1.",
    "Sihanoukville is to become a “major port hub” for the Mekong region.",
]

OTHER_EVENTS = [
    "Fumio Kishida and Hun Sen met in Osaka on 4 August 2023.",
    "Hun Sen met Min Aung Hlaing in Bangkok in October 2023.",
    "Anthony Albanese is to host Joko Widodo in Sydney next Tuesday.",
    "Japan lent Laos $80 million for a railway, Finance Minister Ken Sato said yesterday.",
    "Zelenskyy thanked Cambodia again on Monday. “We will not forget it,” he said.",
]

PLANTED = [
    (
        "Japan’s Prime Minister Fumio Kishada was in Cambodia on 20–21 March 2022.",
        (About.NAME, "Fumio Kishada", "Fumio Kishida", "sample-kishida-visit-march"),
    ),
    (
        "Japan’s Foreign Minister Fumio Kishida visited Cambodia on 20–21 March 2022 and held "
        "talks with Hun Sen.",
        (About.TITLE, "Foreign Minister", "Prime Minister", "sample-kishida-visit-march"),
    ),
    (
        "Japan gave Cambodia $51.3 million for four projects on 13 November 2022.",
        (About.DATE, "13 November 2022", "12 November", "sample-japan-grant"),
    ),
    (
        "The Japanese government gave Cambodia $53.1 million for four major projects.",
        (About.SUM, "$53.1 million", "$51.3 million", "sample-japan-grant"),
    ),
    (
        "Australia will provide US$200 million to Indonesia for a partnership on climate and "
        "infrastructure, Anthony Albanese announced.",
        (About.SUM, "US$200 million", "A$200 million", "sample-albanese-widodo"),
    ),
    (
        "Hun Sen and Senior General Min Aung Hlaing met in Yangon on 7 January 2022.",
        (About.PLACE, "Yangon", "Naypyidaw", "sample-myanmar-visit-ends"),
    ),
    (
        "Anthony Albanese, the Prime Minister of New Zealand, met Indonesian President Joko Widodo "
        "at the Bogor palace.",
        (About.COUNTRY, "New Zealand", "Australian", "sample-albanese-widodo"),
    ),
]


def of(found: list[Finding], verdict: Verdict) -> list[Finding]:
    return [one for one in found if one.verdict is verdict]


@pytest.mark.parametrize("draft", CLEAN)
def test_what_is_right_agrees(checker: Checker, draft: str) -> None:
    found = checker.check(draft, TODAY)
    assert of(found, Verdict.DIFFERS) == []
    assert of(found, Verdict.AGREES)


@pytest.mark.parametrize("draft", OTHER_EVENTS)
def test_another_event_of_the_same_people_is_no_contradiction(checker: Checker, draft: str) -> None:
    assert of(checker.check(draft, TODAY), Verdict.DIFFERS) == []


@pytest.mark.parametrize(("draft", "planted"), PLANTED)
def test_a_mistake_is_named_with_its_sentence(
    checker: Checker, draft: str, planted: tuple[About, str, str, str]
) -> None:
    [found] = of(checker.check(draft, TODAY), Verdict.DIFFERS)
    about, span, archive, article = planted
    assert found.about is about
    assert span in found.span
    assert found.archive is not None and archive in found.archive
    assert draft[found.start : found.end] == found.span
    assert found.evidence is not None and found.evidence.article == article
    assert archive in " ".join(found.evidence.text.split())


def test_evidence_is_verbatim(checker: Checker, sample_articles: dict[str, str]) -> None:
    for draft, _ in PLANTED:
        for one in checker.check(draft, TODAY):
            if one.evidence is not None:
                text = sample_articles[one.evidence.article]
                assert text[one.evidence.start : one.evidence.end] == one.evidence.text


def test_a_word_changed_in_a_quotation_is_named(checker: Checker) -> None:
    right = "They want to make Sihanoukville a “major port hub” for the Mekong region."
    assert [one.verdict for one in checker.check(right, TODAY) if one.about is About.QUOTE] == [
        Verdict.AGREES
    ]


def test_relative_dates_never_differ_unless_the_draft_is_dated(checker: Checker) -> None:
    draft = "Volodymyr Zelenskyy and Hun Sen spoke by telephone yesterday."
    assert of(checker.check(draft, TODAY), Verdict.DIFFERS) == []
    dated = checker.check(draft, TODAY, "2022-11-04")
    [found] = of(dated, Verdict.DIFFERS)
    assert (found.span, found.archive) == ("yesterday", "1 November")
    right = checker.check(draft, TODAY, "2022-11-02")
    assert [one.verdict for one in right if one.about is About.DATE] == [Verdict.AGREES]


def test_titles_of_another_time_are_no_contradiction(checker: Checker) -> None:
    later = "Former Prime Minister Fumio Kishida came to Cambodia again in May 2027."
    assert of(checker.check(later, TODAY), Verdict.DIFFERS) == []
    later = "Foreign Minister Fumio Kishida came to Peru on 8 July 2031."
    assert of(checker.check(later, TODAY), Verdict.DIFFERS) == []


def test_a_span_of_days_agrees_with_itself_only(checker: Checker) -> None:
    draft = "Fumio Kishida visited Cambodia on 20–22 March 2022 and held talks with Hun Sen there."
    [found] = of(checker.check(draft, TODAY), Verdict.DIFFERS)
    assert (found.about, found.archive) == (About.DATE, "20–21 March")


def test_what_the_archive_does_not_know_is_unknown(checker: Checker) -> None:
    found = checker.check("Peru sold copper for $7 million on 3 June 2019.", TODAY)
    assert found
    assert {one.verdict for one in found} == {Verdict.UNKNOWN}
    assert {(one.archive, one.evidence) for one in found} == {(None, None)}


def test_several_mistakes_of_one_sentence_are_all_named(checker: Checker) -> None:
    draft = (
        "Hun Sen and Senior General Min Aung Hlang met in Naypyidaw on 9 January 2022. Foreign "
        "Minister Prak Sokhonn took part."
    )
    found = of(checker.check(draft, TODAY), Verdict.DIFFERS)
    assert {(one.about, one.span) for one in found} == {
        (About.NAME, "Min Aung Hlang"),
        (About.DATE, "9 January 2022"),
    }


def test_a_draft_of_nothing_to_compare(checker: Checker) -> None:
    assert checker.check("It rained.", TODAY) == []


@pytest.mark.parametrize(
    ("draft", "planted"),
    [
        (
            "Hun Sen and Senior General Min Aung Hlaing met in Yangon on 7 January 2022.\n\n"
            "Anthony Albanese of Australia met Joko Widodo of Indonesia at the Bogor palace.",
            ("Yangon", "Naypyidaw"),
        ),
        (
            "Anthony Albanese of Australia met Joko Widodo of Indonesia at the Bogor palace.\n\n"
            "The Japanese government gave Cambodia $53.1 million for four major projects.",
            ("$53.1 million", "$51.3 million"),
        ),
        (
            "The Japanese government gave Cambodia $51.3 million for four major projects.\n\n"
            "Hun Sen and Senior General Min Aung Hlaing met in Naypyidaw on 9 January 2022.",
            ("9 January 2022", "7 January"),
        ),
    ],
)
def test_a_mistake_beside_another_topic_is_named(
    checker: Checker, draft: str, planted: tuple[str, str]
) -> None:
    [found] = of(checker.check(draft, TODAY), Verdict.DIFFERS)
    assert (found.span, found.archive) == planted


@pytest.mark.parametrize(
    ("draft", "span"),
    [
        ("Fumio Kishida visited Laos on 20–21 March 2022.", "20–21 March 2022"),
        ("Joko Widodo met Ruslan Tokmadov in Phnom Penh on 20 March 2022.", "20 March 2022"),
        ("Fumio Kishida met Joko Widodo in Naypyidaw on 7 January 2022.", "Naypyidaw"),
    ],
)
def test_what_belongs_to_another_event_does_not_agree(
    checker: Checker, draft: str, span: str
) -> None:
    [verdict] = [one.verdict for one in checker.check(draft, TODAY) if one.span == span]
    assert verdict is not Verdict.AGREES


def names(found: list[Finding]) -> list[tuple[str, Verdict]]:
    return [(one.span, one.verdict) for one in found if one.about is About.NAME]


def test_people_whom_the_archive_does_not_know_are_unknown(checker: Checker) -> None:
    draft = "Hun Sen met Ruslan Tokmadov on Monday. Tokmadov thanked him."
    assert names(checker.check(draft, TODAY)) == [
        ("Hun Sen", Verdict.AGREES),
        ("Ruslan Tokmadov", Verdict.UNKNOWN),
    ]


def test_a_bare_surname_is_somebody_too(checker: Checker) -> None:
    draft = "Hun Sen met with Tarkowsky on Monday."
    assert ("Tarkowsky", Verdict.UNKNOWN) in names(checker.check(draft, TODAY))
    draft = "Kishida visited Cambodia on 20–21 March 2022."
    assert ("Kishida", Verdict.AGREES) in names(checker.check(draft, TODAY))


def test_giver_and_receiver_are_not_exchanged(checker: Checker) -> None:
    draft = "Cambodia gave Japan $51.3 million for four major projects on 12 November 2022."
    found = of(checker.check(draft, TODAY), Verdict.DIFFERS)
    assert {(one.about, one.span) for one in found} == {
        (About.COUNTRY, "Cambodia"),
        (About.COUNTRY, "Japan"),
    }


def test_a_meeting_elsewhere_on_a_day_not_given_is_excluded_by_nothing(checker: Checker) -> None:
    """The archive has several meetings of the two, so that there may have been one more."""
    found = checker.check("Hun Sen met Fumio Kishida in Osaka.", TODAY)
    assert [one.verdict for one in found if one.span == "Osaka"] == [Verdict.UNKNOWN]


def test_what_was_printed_before_the_day_that_a_draft_gives_did_not_happen_then(
    checker: Checker,
) -> None:
    draft = "Justin Trudeau met Hun Sen on the sidelines of the ASEAN Summits on 16 November 2022."
    [found] = of(checker.check(draft, TODAY), Verdict.DIFFERS)
    assert (found.span, found.archive) == ("16 November 2022", "by 14 November 2022 (published)")
    plan = "Justin Trudeau is to meet Hun Sen beside a summit of ASEAN on 16 November 2022."
    assert of(checker.check(plan, TODAY), Verdict.DIFFERS) == []


def test_somebody_met_is_a_name(checker: Checker) -> None:
    draft = "Hun Sen met Tomasz Wieczorek in Siem Reap on Monday."
    assert ("Tomasz Wieczorek", Verdict.UNKNOWN) in names(checker.check(draft, TODAY))


def test_the_day_of_somebody_else_does_not_contradict(checker: Checker) -> None:
    draft = "Joko Widodo met Pope Callistus the Fourth in Bogor on 9 January 2022."
    assert of(checker.check(draft, TODAY), Verdict.DIFFERS) == []
