"""An article that the desk hides is in no answer, also when it is updated, and comes back whole."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answers import ask as answer
from knowledge.base import Base, Outcome
from knowledge.base.checks import check
from knowledge.base.snapshot import lines
from knowledge.base.store.target import Gone, Undecidable
from knowledge.model import Kind
from tests.knowledge.base.test_embargoes import FAR, PUBLIC, SECRET
from tests.knowledge.base.world import HAYASHI, SOKHONN, Told, ask, fill, met, role, told

DAYS = "2000-01-01T00:00:00Z", "2999-01-01T00:00:00Z"
UPDATED = told(
    "secret", met(SOKHONN, HAYASHI, on="2022-04-02"), role(HAYASHI), extra="Quinoa was sold."
)


def everything(base: Base) -> object:
    """All that can be asked of a base, and the words that search finds."""
    with base.reader() as db:
        folded = list(lines(db))
        stored = [
            tuple(row)
            for row in db.execute(
                "SELECT a.id, v.digest, v.saved_at, a.version = v.n, r.id, r.current, r.fields"
                " FROM articles a JOIN article_versions v ON v.article = a.n"
                " LEFT JOIN readings r ON r.version = v.n ORDER BY 1, 2, 5"
            )
        ]
    noticed = [base.notices(one.id) for one in base.articles()]
    return folded, stored, noticed, base.problems(), base.articles(), base.scope()


def test_nothing_of_it_is_found_until_it_comes_back_whole(base: Base) -> None:
    fill(base, [PUBLIC])
    alone = [one.id for one in base.people()], base.scope(), base.articles()
    fill(base, [SECRET])
    base.save(*UPDATED, problems=("a problem",), events=("the talks",), own_date=True)
    base.mark_corrected("secret", "2022-05-01", "It was rice.")
    before = everything(base)
    made = base.hide("secret", who="U1", why="It is a hoax.")
    assert ([one.id for one in base.people()], base.scope(), base.articles()) == alone
    assert base.article("secret") is None and base.versions("secret") == []
    assert base.names.person("Hayashi").best is None and base.sentences(["Quinoa"]) == []
    assert base.dated_by_event(["the talks"]) == []
    for text in ("/whois Hayashi", "/facts Quinoa", "/meetings Japan", "/timeline Japan"):
        answered = repr(answer(text, base, today=date(2022, 5, 1), per_page=9))
        assert "Sokhonn" not in answered and "secret" not in answered
    [hidden] = base.hidden()
    assert (hidden.id, hidden.why, base.is_hidden("secret")) == ("secret", "It is a hoax.", True)
    assert base.waiting() == [] and base.next_release() is None
    assert base.release("9999-01-01T00:00:00Z") == []
    assert not any(finding.problems for finding in check(base.path))
    base.refold()
    assert base.article("secret") is None
    base.undo(made.id, who="U2")
    assert everything(base) == before and base.hidden() == []
    base.hide("secret", who="U1")
    base.unhide("secret", who="U1")
    assert everything(base) == before
    assert not any(finding.problems for finding in check(base.path))


def test_a_version_that_comes_in_meanwhile_stays_hidden(base: Base) -> None:
    fill(base, [PUBLIC, SECRET])
    base.hide("secret", who="U1")
    standing = base.standing(SECRET[0])
    assert standing is not None and standing.outcome is Outcome.HIDDEN
    assert base.save(*SECRET).outcome is Outcome.HIDDEN
    assert base.standing(UPDATED[0]) is None
    assert base.save(*UPDATED).outcome is Outcome.HIDDEN
    assert base.reread("secret", UPDATED[1]).outcome is Outcome.HIDDEN
    base.mark_corrected("secret", "2022-05-01", "It was rice.")
    assert base.mark_withdrawn("secret", "2022-05-02", "Its page is gone.")
    assert base.mark_returned("secret") and not base.mark_returned("secret")
    assert base.article("secret") is None and base.find(Kind.ROLE, ask(), limit=9, offset=0)[1] == 1
    base.unhide("secret", who="U1")
    assert base.sentences(["Quinoa", "sold"]) and len(base.versions("secret")) == 2
    assert [one.words for one in base.notices("secret")] == ["It was rice."]


def test_what_was_decided_on_its_facts_holds_when_it_is_back(base: Base) -> None:
    fill(base, [SECRET])
    [meeting] = base.meetings(ask(), limit=5, offset=0)[0]
    base.correct(meeting.id, "place", "Tokyo", words="Tokyo", who="U1")
    base.hide("secret", who="U1")
    assert base.meetings(ask(), limit=5, offset=0)[1] == 0
    base.unhide("secret", who="U1")
    [meeting] = base.meetings(ask(), limit=5, offset=0)[0]
    assert meeting.place == "Tokyo"


def test_an_embargo_outlasts_hiding(base: Base) -> None:
    article, readings = SECRET
    under: Told = (replace(article, embargo=FAR), readings)
    base.save(*under)
    base.hide("secret", who="U1")
    assert base.waiting() == [] and base.release(FAR) == []
    base.unhide("secret", who="U1")
    assert [one.until for one in base.waiting()] == [FAR] and base.article("secret") is None
    base.hide("secret", who="U1")
    assert base.save(*SECRET).outcome is Outcome.HIDDEN, "lifting the embargo does not show it"
    base.unhide("secret", who="U1")
    assert base.article("secret") is not None and base.waiting() == []


def test_a_hidden_article_can_be_taken_down(base: Base) -> None:
    fill(base, [SECRET])
    base.hide("secret", who="U1")
    assert base.remove("secret", who="U1") and base.hidden() == []
    assert base.save(*SECRET).outcome is Outcome.REMOVED
    base.restore("secret", who="U1")
    assert base.save(*SECRET).outcome is Outcome.NEW


def test_what_cannot_be_hidden_or_shown(base: Base) -> None:
    fill(base, [SECRET])
    with pytest.raises(Gone):
        base.hide("nothing", who="U1")
    with pytest.raises(Undecidable, match="not hidden"):
        base.unhide("secret", who="U1")
    base.hide("secret", who="U1")
    with pytest.raises(Undecidable, match="already"):
        base.hide("secret", who="U2")
