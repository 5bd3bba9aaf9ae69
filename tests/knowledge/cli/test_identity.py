"""Decisions on people and on whole articles, from the command line."""

from pathlib import Path

from knowledge.base import Base
from knowledge.model import Participant
from tests.knowledge.base.test_person_rulings import SMITH, tell
from tests.knowledge.cli.conftest import Run


def test_people_are_suggested_made_one_and_told_apart(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        tell(base, SMITH, Participant("J. Smith", "Baker", "GB"), SMITH)
    found = run("people", "suggest")
    assert "shorter form" in found.out and "  john-smith: John Smith; mayor; " in found.out
    assert run("people", "suggest", "--json").json["key"] == "j-smith+john-smith"
    assert run("people", "apart", "john-smith", "j-smith").status == 0
    assert run("people", "suggest").err.strip() == "No two people look like one."
    done = run("people", "same", "j-smith", "John Smith", "--why", "His mother says so.", "--json")
    assert "“J. Smith and John Smith” taken for one person" in done.err
    assert done.json["action"] == "same-person"
    assert run("people", "other", "john-smith", "a2").status == 0
    assert "in 1 article taken for somebody else" in run("people", "other", "john-smith", "a1").err
    assert run("people", "alias", "john-smith", "Jonny Baker").status == 0
    titled = run("people", "title", "Jonny Baker", "Judge", "--of", "UK", "--since", "May 2024")
    assert "given the title “Judge”" in titled.err
    said = run("whois", "Jonny Baker").out
    assert "Judge (the United Kingdom), since May 2024 [by the desk" in said


def test_how_a_decision_on_people_is_taken_back_is_said(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        tell(base, SMITH, Participant("J. Smith", "Baker", "GB"), SMITH)
    done = run("people", "same", "j-smith", "john-smith")
    with Base.open(db) as base:
        [made] = base.last_decisions(1)
    undo = f"python -m knowledge decide undo {made.id}"
    assert undo in done.err and made.who.startswith("cli")
    # They are one by decision: to say otherwise is to take that back.
    apart = run("people", "apart", "john-smith", "j-smith")
    assert apart.status == 1 and undo in apart.err
    assert run("decide", "undo", made.id).status == 0
    assert run("people", "apart", "john-smith", "j-smith").status == 0


def test_people_of_different_countries_are_one_only_where_that_is_said(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        tell(base, SMITH, Participant("John Smith", "Senator", "US"))
        ids = [one.id for one in base.names.person("John Smith").candidates]
    refused = run("people", "same", *ids)
    assert refused.status == 1 and "--yes" in refused.err
    assert "the United Kingdom" in refused.err and "the United States" in refused.err
    assert run("people", "same", *ids, "--yes").status == 0


def test_the_log_writes_an_account_in_one_way(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        tell(base, SMITH, SMITH)
    run("articles", "hide", "a1")
    run("people", "alias", "john-smith", "Jonny Baker")
    with Base.open(db) as base:
        [one, other] = base.last_decisions(2)
    assert one.who == other.who and one.who.startswith("cli")


def test_what_is_refused_says_why(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        tell(base, SMITH, Participant("John Smith", "Senator", "US"))
    for arguments, why in (
        (("same", "Nobody Known", "john-smith-gb"), "knows nobody"),
        (("same", "John Smith", "john-smith-gb"), "may be several people"),
        (("same", "john-smith-gb", "john-smith-gb"), "one person already"),
        (("title", "john-smith-gb", "Judge", "--of", "Narnia"), "no country"),
        (("title", "john-smith-gb", "Judge", "--since", "lately"), "no date"),
        (("other", "john-smith-gb", "a0"), "not none or all"),
    ):
        done = run("people", *arguments)
        assert done.status != 0 and why in done.err and "Traceback" not in done.err


def test_an_article_is_hidden_and_seen_again(run: Run, db: Path) -> None:
    with Base.open(db) as base:
        tell(base, SMITH, SMITH)
    assert run("articles", "hide", "a1", "--why", "A hoax.").status == 0
    listed = run("articles", "list")
    assert "a1" not in listed.out and "1 article hidden by the desk" in listed.err
    assert run("articles", "list", "--hidden").out.endswith("\tTitle of a1\tA hoax.\n")
    assert run("articles", "list", "--hidden", "--json").json["id"] == "a1"
    assert "a1" not in run("export", "--format", "json").out
    assert "embargoes: 1 checked, sound" in run("check").out
    assert "hidden already" in run("articles", "hide", "a1").err
    assert run("articles", "unhide", "a1").err.startswith("a1 is seen again.")
    assert "a1" in run("articles", "list").out
    assert run("articles", "unhide", "a1").status == run("articles", "hide", "a9").status == 1
