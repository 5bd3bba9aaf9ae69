"""Who is who by the desk: it holds for what comes in later, and goes again to the byte."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.render.facts import Detail
from bot.render.profiles import profile_blocks
from knowledge.answers import ask as answer
from knowledge.base import Base, RosterPerson
from knowledge.base.checks import check
from knowledge.base.decisions import Action, Decision
from knowledge.base.store.target import DecidedMeanwhile, Gone, Undecidable
from knowledge.model import Participant, PersonRef, Tenure
from knowledge.wording import decisions as wording
from knowledge.wording import machine, texts
from tests.effort import examples
from tests.knowledge.base.test_order import (
    MEETINGS,
    ROLES,
    STATEMENTS,
    articles,
    assert_same,
    folded_anew,
    lines,
)
from tests.knowledge.base.world import HUN_SEN, KISHIDA, Told, ask, fill, met, role, told

ANA = Participant("Ana Brnabic", "Prime Minister", "RS")
SMITH = Participant("John Smith", "Mayor", "GB")
JACK = Participant("Jack Smith", "Mayor", "GB")


def tell(base: Base, *people: Participant, first: int = 0) -> None:
    """One article for each person, meeting Ana Brnabic."""
    for n, one in enumerate(people, first):
        fill(base, [told(f"a{n}", met(ANA, one, on=f"2022-03-{n + 1:02}"))])


def met_by(base: Base, id: str) -> int:
    return base.meetings(ask(people=(id,)), limit=1, offset=0)[1]


def person(base: Base, id: str) -> PersonRef:
    found = base.person(id)
    assert found is not None
    return found


def test_two_names_become_one_person_with_all_that_joins_either_later(base: Base) -> None:
    tell(base, SMITH, JACK, JACK)
    before = lines(base)
    made = base.same_person(["john-smith", "jack-smith"], who="U1", why="He goes by Jack.")
    assert person(base, "john-smith") == person(base, "jack-smith")
    assert met_by(base, "john-smith") == 3
    profile = base.profile("john-smith")
    assert profile is not None and profile.aliases == ("John Smith",)
    assert [(one.action, one.who, one.why) for one in profile.rulings] == [
        ("same-person", "U1", "He goes by Jack.")
    ]
    tell(base, Participant("John Smith", "Governor", "GB"), JACK, first=3)
    assert met_by(base, "jack-smith") == 5
    assert_same(lines(base), folded_anew(base, 1))
    base.remove("a3")
    base.remove("a4")
    base.undo(made.id, who="U2")
    assert_same(lines(base), before)


def test_a_country_that_comes_later_does_not_take_who_was_decided_on(base: Base) -> None:
    tell(base, SMITH, Participant("John Smith", "Mayor", None), JACK)
    base.same_person(["john-smith", "jack-smith"], who="U1")
    american = Participant("John Smith", "Senator", "US")
    tell(base, *[american] * 12, Participant("John Smith", "Mayor", None), first=3)
    assert met_by(base, "jack-smith") == 4
    assert met_by(base, "john-smith-us") == 12


def test_people_of_two_countries_can_be_one_and_take_who_has_none(base: Base) -> None:
    tell(base, SMITH, Participant("John Smith", "Envoy", "US"), Participant("John Smith", "Baker"))
    ids = [one.id for one in base.people() if one.name == "John Smith"]
    assert len(ids) == 3
    base.same_person(["john-smith-gb", "john-smith-us"], who="U1")
    assert {person(base, id).id for id in ids} == {"john-smith"}
    assert met_by(base, "john-smith") == 3
    assert_same(lines(base), folded_anew(base, 1))


def test_a_surname_of_one_article_can_be_said_to_be_somebody(base: Base) -> None:
    tell(base, SMITH, Participant("Smith", None, "GB"))
    assert base.names.person("Smith").best is not None
    base.same_person(["john-smith", "smith-in-a1"], who="U1")
    assert person(base, "smith-in-a1").id == "john-smith"
    assert base.names.person("John Smith").best is not None
    tell(base, Participant("Smith", None, "GB"), first=2)
    assert met_by(base, "john-smith") == 2, "another article's surname is another matter"


def test_somebody_of_the_roster_stays_who_they_are(base: Base) -> None:
    tell(base, SMITH, JACK)
    base.enlist([RosterPerson("mayor", "Jonathan Smith", "GB", ("Mayor",))])
    base.same_person(["john-smith", "mayor"], who="U1")
    assert person(base, "john-smith").id == "mayor" and met_by(base, "mayor") == 1
    base.enlist([RosterPerson("mayor", "Jonathan H. Smith", "GB", ("Mayor",))])
    base.enlist([RosterPerson("jack", "Jack Smith", "GB")])
    assert person(base, "john-smith").name == "Jonathan H. Smith"
    with pytest.raises(Undecidable, match="list of people"):
        base.same_person(["jack", "mayor"], who="U1")
    assert_same(lines(base), folded_anew(base, 1))


def test_somebody_else_of_that_name(base: Base) -> None:
    tell(base, SMITH, SMITH, SMITH)
    before = lines(base)
    made = base.other_person("john-smith", ["a1"], who="U1")
    assert met_by(base, "john-smith") == 2
    [other] = [one.id for one in base.people() if one.name == "John Smith"][1:]
    assert other.startswith("john-smith-other-") and met_by(base, other) == 1
    found = base.names.person("John Smith")
    assert {one.id for one in found.candidates} == {"john-smith", other}
    fill(base, [told("a1", met(ANA, SMITH, on="2022-03-02"), extra="Corrected.")])
    tell(base, SMITH, first=3)
    assert (met_by(base, "john-smith"), met_by(base, other)) == (3, 1)
    base.refold()
    assert (met_by(base, "john-smith"), met_by(base, other)) == (3, 1)
    base.remove("a3")
    base.undo(made.id, who="U2")
    fill(base, [told("a1", met(ANA, SMITH, on="2022-03-02"))])
    assert_same(lines(base), before)
    assert person(base, other).id == "john-smith", "an id once given keeps resolving"


def test_an_office_told_apart_is_another_in_every_article(base: Base) -> None:
    baker = Participant("John Smith", "Baker", "GB")
    tell(base, SMITH, baker, SMITH)
    [group] = [one for one in base.person_groups("john-smith") if one[2] == "baker"]
    base.other_person("john-smith", groups=[group], who="U1")
    tell(base, baker, baker, SMITH, first=3)
    assert met_by(base, "john-smith") == 3
    assert sorted(met_by(base, one.id) for one in base.people() if one.name == "John Smith") == [
        3, 3,
    ]  # fmt: skip
    assert_same(lines(base), folded_anew(base, 1))


def test_the_check_finds_what_is_not_as_decided(base: Base) -> None:
    tell(base, SMITH, JACK)
    made = base.same_person(["john-smith", "jack-smith"], who="U1")
    assert not any(finding.problems for finding in check(base.path))
    with closing(sqlite3.connect(base.path)) as db:
        db.execute("DELETE FROM person_rulings")
        db.commit()
    [wrong] = [finding for finding in check(base.path) if finding.name == "decisions"]
    assert wrong.problems[0] == f"decision {made.n} on people is not heeded"
    base.reapply()
    assert not any(finding.problems for finding in check(base.path))


def test_who_was_told_apart_can_be_said_to_be_a_third(base: Base) -> None:
    tell(base, SMITH, SMITH, JACK)
    base.other_person("john-smith", ["a1"], who="U1")
    [other] = [one.id for one in base.people() if "-other-" in one.id]
    made = base.same_person([other, "jack-smith"], who="U1")
    assert person(base, other) == person(base, "jack-smith")
    assert met_by(base, "jack-smith") == 2 and person(base, "john-smith").name == "John Smith"
    base.undo(made.id, who="U1")
    assert met_by(base, "jack-smith") == 1
    with pytest.raises(Undecidable, match="Choose some"):
        base.other_person("jack-smith", ["a2"], who="U1")
    with pytest.raises(Undecidable, match="Choose some"):
        base.other_person("jack-smith", ["a0"], who="U1")


def test_an_alias_finds_a_person_and_means_them_in_articles(base: Base) -> None:
    tell(base, SMITH)
    assert base.names.person("Jonny Cleverley").best is None
    made = base.alias("john-smith", "Jonny  Cleverley", who="U1")
    best = base.names.person("Jonny Cleverley").best
    assert best is not None and best.id == "john-smith"
    tell(base, Participant("Jonny Cleverley", None, "GB"), first=1)
    tell(base, Participant("Jonny Cleverley", None, "US"), first=2)
    assert met_by(base, "john-smith") == 2
    profile = base.profile("john-smith")
    assert profile is not None and profile.aliases == ("Jonny Cleverley",)
    assert_same(lines(base), folded_anew(base, 1))
    base.undo(made.id, who="U1")
    assert met_by(base, "john-smith") == 1
    for name in ("", "007", "John Smith", "x" * 500):
        with pytest.raises(Undecidable):
            base.alias("john-smith", name, who="U1")


def test_an_alias_of_one_word_needs_party_and_office(base: Base) -> None:
    tell(base, SMITH)
    base.alias("john-smith", "Smithy", who="U1")
    best = base.names.person("Smithy").best
    assert best is not None and best.id == "john-smith"
    tell(base, Participant("Smithy", "Mayor", "GB"), Participant("Smithy", None, "GB"), first=1)
    assert met_by(base, "john-smith") == 2


def test_what_the_desk_calls_somebody_is_no_fact(base: Base) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-01"), role(HUN_SEN, Tenure.FORMER))])
    before = lines(base)
    facts = base.status().facts
    made = base.role("hun-sen", "President of the Senate", "KH", "2024-04", who="U1", why="Vote.")
    assert person(base, "hun-sen").title == "President of the Senate"
    profile = base.profile("hun-sen")
    assert profile is not None and profile.called is not None
    assert (profile.called.title, profile.called.since) == ("President of the Senate", "2024-04")
    assert len(profile.roles) == 1 and base.status().facts == facts
    assert [ref.id for ref in base.people_with_office("President of the Senate", "KH")] == [
        "hun-sen"
    ]
    best = base.names.person("President of the Senate of Cambodia").best
    assert best is None or best.id == "hun-sen"
    tell(base, KISHIDA)
    base.refold()
    assert person(base, "hun-sen").title == "President of the Senate"
    second = base.role("hun-sen", "King", "KH", who="U2")
    profile = base.profile("hun-sen")
    assert profile is not None
    assert [(one.value, one.was, one.holds) for one in profile.rulings] == [
        ("President of the Senate", "Prime Minister", False),
        ("King", "President of the Senate", True),
    ]
    base.remove("a0")
    base.undo(second.id, who="U1")
    base.undo(made.id, who="U1")
    assert_same(lines(base), before)


def test_whois_says_what_the_desk_says(base: Base) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-01"), role(HUN_SEN))])
    base.role("hun-sen", "King", "KH", "2024-04", who="U1")

    def whois(text: str) -> str:
        return texts.plain(answer(f"/whois {text}", base, today=date(2026, 5, 1), per_page=9))

    said = whois("Hun Sen")
    assert "King (Cambodia), since April 2024 [by the desk, decided on" in said
    assert "U1" not in said and "Prime Minister" in said
    assert "King" not in whois("Hun Sen as of 2022-04-01")
    assert "By the desk: Hun Sen, King (Cambodia), since April 2024." in whois("King of Cambodia")
    assert "Hun Sen" in whois("Prime Minister of Cambodia")
    base.same_person(["hun-sen", "fumio-kishida"], who="U1")
    assert "Several names were taken for this one person by the desk" in whois("Hun Sen")
    profile = base.profile("hun-sen")
    assert profile is not None
    blocks = str(profile_blocks(profile, Detail(300, 300, 1)))
    assert "since April 2024 [by the desk" in blocks and "one person by the desk" in blocks
    found = machine.to_json(answer("/whois Hun Sen", base, today=date(2026, 5, 1), per_page=9))
    assert found["profile"]["called"]["since"] == "2024-04"


def test_the_log_says_what_was_decided(base: Base) -> None:
    tell(base, SMITH, SMITH, JACK)
    base.other_person("john-smith", ["a1"], who="U1")
    base.alias("john-smith", "Jonny Smith", who="U1")
    base.role("john-smith", "Judge", who="U1")
    base.dismiss_suggestion("john-smith", "jack-smith", who="U1")
    base.same_person(["john-smith", "jack-smith"], who="U1")
    base.hide("a1", who="U1")
    assert [wording.what(one) for one in base.decisions()] == [
        "“John Smith” in 1 article taken for somebody else of that name",
        "“John Smith” given the name “Jonny Smith”",
        "“John Smith” given the title “Judge”",
        "“John Smith and Jack Smith” told to be two people",
        "“John Smith and Jack Smith” taken for one person",
        "“Title of a1” hidden",
    ]


def test_what_cannot_be_decided_on_people_changes_nothing(base: Base) -> None:
    tell(base, SMITH)
    before = lines(base)
    refused: list[Callable[[], Decision]] = [
        lambda: base.same_person(["john-smith"], who="U1"),
        lambda: base.same_person(["john-smith", "nobody"], who="U1"),
        lambda: base.other_person("john-smith", ["a0"], who="U1"),
        lambda: base.role("john-smith", "", who="U1"),
        lambda: base.role("john-smith", "Mayor", "XX", who="U1"),
        lambda: base.role("john-smith", "Mayor", "GB", "lately", who="U1"),
        lambda: base.alias("nobody", "Jack", who="U1"),
    ]
    for one in refused:
        with pytest.raises(Undecidable):
            one()
    with pytest.raises(Gone):
        base.role("nobody", "Mayor", who="U1")
    assert base.decisions() == []
    assert_same(lines(base), before)


def test_the_second_editor_sees_what_the_first_decided_on_a_person(base: Base) -> None:
    tell(base, SMITH, JACK)
    seen = base.person_decided_up_to("john-smith")
    made = base.same_person(["john-smith", "jack-smith"], who="U1", seen=seen)
    with pytest.raises(DecidedMeanwhile) as caught:
        base.role("jack-smith", "Judge", who="U2", seen=seen)
    assert caught.value.decision.id == made.id
    base.undo(made.id, who="U1")
    with pytest.raises(DecidedMeanwhile):
        base.role("john-smith", "Judge", who="U2", seen=made.n)
    base.role("john-smith", "Judge", who="U2", seen=base.person_decided_up_to("john-smith"))


def decide(base: Base, chance: random.Random, made: list[Decision]) -> None:
    """Decide something on somebody, or undo something."""
    people = [one.id for one in base.people(limit=60)]
    action = chance.choice(["same", "same", "other", "group", "alias", "role", "hide", "undo"])
    if action == "undo" and made:
        one = chance.choice(made)
        if base.is_in_force(one.id):
            made.append(base.undo(one.id, who="U1"))
        return
    if action == "hide":
        if base.hidden() and chance.random() < 0.5:
            made.append(base.unhide(base.hidden()[0].id, who="U1"))
        elif base.article_ids():
            made.append(base.hide(chance.choice(base.article_ids()), who="U1"))
        return
    if not people:
        return
    id = chance.choice(people)
    try:
        match action:
            case "same":
                made.append(base.same_person([id, chance.choice(people)], who="U1"))
            case "other":
                named_in = [one for one in base.article_ids() if chance.random() < 0.5]
                made.append(base.other_person(id, named_in, who="U1"))
            case "group":
                groups = base.person_groups(id)
                made.append(base.other_person(id, groups=groups[:1], who="U1"))
            case "alias":
                name = chance.choice(["Kim", "John Smith", "Yoon Sukyeol", "Sen Hun", "Al Ba"])
                made.append(base.alias(id, name, who="U1"))
            case "role":
                title = chance.choice(["King", "Prime Minister"])
                made.append(base.role(id, title, chance.choice([None, "US"]), who="U1"))
    except Undecidable:
        return


def assert_in_force(base: Base, made: list[Decision]) -> None:
    """Those that were decided to be one are, unless a later decision tells them apart."""
    later = [one.n for one in made if one.action is Action.OTHER_PERSON]
    for one in made:
        if one.action is Action.SAME_PERSON and base.is_in_force(one.id):
            if any(n > one.n for n in later):
                continue
            with base.reader() as db:
                owners = {
                    row[0]
                    for group in one.payload["groups"]
                    for row in db.execute(
                        "SELECT person FROM spellings WHERE key=? AND party=? AND office=?", group
                    )
                }
            assert len(owners) <= 1
    roles = {}
    for one in made:
        if one.action is Action.ROLE and base.is_in_force(one.id):
            profile = base.profile(one.target.removeprefix("person:"))
            if profile is not None and profile.called is not None:
                roles[profile.person.id] = profile
    for profile in roles.values():
        assert profile.called is not None and profile.person.title == profile.called.title


def check_people(versions: dict[str, list[Told]], chance: random.Random) -> None:
    current: dict[str, Told] = {}
    made: list[Decision] = []
    roster = [RosterPerson("pm-kh", "Hun Sen", chance.choice([None, "KH"]), ("Prime Minister",))]
    listed = False
    with (
        TemporaryDirectory() as folder,
        Base.open(Path(folder) / "a.db") as base,
        Base.open(Path(folder) / "b.db") as machine,
    ):
        for all in versions.values():
            fill(base, all[:1])
            current[all[0][0].id] = all[0]
        for _ in range(5):
            decide(base, chance, made)
        for article, readings in [one for all in versions.values() for one in all]:
            decide(base, chance, made)
            if chance.random() < 0.2:
                base.reread(article.id, current[article.id][1])
            if chance.random() < 0.1:
                base.enlist(roster)
                listed = True
            if chance.random() < 0.1 and len(current) > 1:
                gone = chance.choice(sorted(current.keys() - {article.id}))
                base.remove(gone)
                base.restore(gone)
                fill(base, [current[gone]])
            fill(base, [(article, readings)])
            current[article.id] = article, readings
        assert_in_force(base, made)
        assert not {one.id for one in base.hidden()} & set(base.article_ids())
        assert_same(lines(base), folded_anew(base, 2))
        base.reapply()
        assert_same(lines(base), folded_anew(base, 100))
        for one in reversed(made):
            if base.is_in_force(one.id):
                base.undo(one.id, who="U2")
        if listed:
            machine.enlist(roster)
        fill(machine, [current[id] for id in sorted(current)])
        assert_same(lines(base), lines(machine))


@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(articles(st.one_of(MEETINGS, ROLES, STATEMENTS)), st.randoms(use_true_random=False))
def test_who_is_who_holds_through_anything_and_undoes_to_the_byte(
    versions: dict[str, list[Told]], chance: random.Random
) -> None:
    check_people(versions, chance)
