"""Embargoes in front matter: the instants they mean, and that none is overlooked."""

import pytest

from knowledge.reading import Unreadable, parse_text

BODY = "President Okoro met Prime Minister Vela in Quito on Monday.\n"


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("'2026-11-23'", "2026-11-23T00:00:00Z"),
        ("2026-11-23T06:00", "2026-11-23T06:00:00Z"),
        ("2026-11-23 06:00:30", "2026-11-23T06:00:30Z"),
        ("2026-11-23T06:00:00+07:00", "2026-11-22T23:00:00Z"),
        ("2026-11-23T06:00Z", "2026-11-23T06:00:00Z"),
        ("2026-11-23T06:00:00.2Z", "2026-11-23T06:00:01Z"),
    ],
)
def test_an_embargo_is_an_instant(
    written: str, until: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_TIMEZONE", raising=False)
    assert parse_text(f"---\nembargo: {written}\n---\n{BODY}", "x").embargo == until


@pytest.mark.parametrize(
    ("zone", "written", "until"),
    [
        ("Asia/Phnom_Penh", "2026-11-23", "2026-11-22T17:00:00Z"),
        ("Asia/Phnom_Penh", "2026-11-23T06:00Z", "2026-11-23T06:00:00Z"),
        # Half past two comes twice in that night; it has come when it comes again.
        ("Europe/Madrid", "2026-10-25T02:30", "2026-10-25T01:30:00Z"),
    ],
)
def test_without_a_zone_it_is_in_that_of_the_newsroom(
    zone: str, written: str, until: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_TIMEZONE", zone)
    assert parse_text(f"---\nembargo: {written}\n---\n{BODY}", "x").embargo == until


@pytest.mark.parametrize("nothing", ["", "none", "null", "false", "-"])
def test_no_embargo(nothing: str) -> None:
    assert parse_text(f"---\nembargo: {nothing}\n---\n{BODY}", "x").embargo is None


@pytest.mark.parametrize(
    "wrong",
    [
        "soon",
        "true",
        "20261123",
        "23/11/2026",
        "2026-13-01",
        "[2026-11-23]",
        "9999-12-31T23:00-09:00",
    ],
)
def test_what_is_no_time_keeps_the_article_out(wrong: str) -> None:
    with pytest.raises(Unreadable, match="such as embargo: 2022-11-15"):
        parse_text(f"---\nembargo: {wrong}\n---\n{BODY}", "x")


@pytest.mark.parametrize(
    "text",
    [
        f"---\nembargo-until: 2026-11-23\n---\n{BODY}",
        f"---\nembargoed: yes\n---\n{BODY}",
        f"---\ntags: talks\nembargo: 2026-11-23\n{BODY}",
        f"---\nembargo: 2026-11-23\n\n{BODY}",
    ],
)
def test_an_embargo_that_may_be_meant_is_not_overlooked(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_text(text, "x")


def test_a_zone_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TIMEZONE", "Mars/Olympus")
    with pytest.raises(Unreadable, match="DATELINE_TIMEZONE"):
        parse_text(f"---\nembargo: 2026-11-23\n---\n{BODY}", "x")


def test_an_embargo_is_no_part_of_the_version() -> None:
    bound = parse_text(f"---\nembargo: 2026-11-23\n---\n{BODY}", "x")
    free = parse_text(f"---\ntitle:\n---\n{BODY}", "x")
    assert bound.digest == free.digest and bound != free
