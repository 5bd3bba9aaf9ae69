"""Whether all is there that was said to be done, and nothing else: after a kill, and at the end."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from knowledge.base import Base
from knowledge.base.checks import check
from knowledge.base.connecting import connect
from tests.bases import opened
from tests.bot.digests.harness import PARTS
from tests.knowledge.base.test_order import assert_same, folded_anew, lines
from tests.knowledge.base.test_rulings import _assert_in_force
from tests.knowledge.base.world import fill
from tests.soak.kills.ledger import Ledger
from tests.soak.kills.workers import FORGOTTEN, Place, versions


def look(place: Place, ledger: Ledger, listen: Callable[[], None]) -> None:
    """Check the base and the digests while others go on.

    Raises:
        AssertionError: something is not as it was said.
    """
    copy = place.folder / "looked-at.db"
    with ledger.looking(listen) as sure:
        _digests(place, subscribed := _subscribed(place))
        _copy(place.base, copy)
    [must] = sure
    # A subscription may be left while the file is read, or be made: both are in `must`.
    assert must.subscribed <= subscribed, must.subscribed - subscribed
    found = [finding for finding in check(copy) if finding.problems]
    assert not found, found
    with Base.open(copy, readonly=True) as base:
        decided = {one.id for one in base.decisions()}
        assert must.decided <= decided, must.decided - decided
        stored = {id: article.digest for id in base.article_ids() if (article := base.article(id))}
        assert must.there <= set(stored), must.there - set(stored)
        for id, digest in stored.items():
            assert digest in must.saved.get(id, ()), f"{id} is not as it was saved last"
        with base.reader() as db:
            proposed = {row[0] for row in db.execute("SELECT why FROM proposals")}
            assert must.proposed <= proposed, must.proposed - proposed
            asked = db.execute("SELECT count(*) FROM gaps WHERE person=?", (FORGOTTEN,))
            assert asked.fetchone()[0] == 0 or not must.forgotten, "forgotten words are there"


def end(place: Place) -> int:
    """Check all once nobody is at work; how many digests were posted.

    Raises:
        AssertionError: a digest is not whole, or the facts are not those of a base without kills.
    """
    posted = _digests(place, _subscribed(place), whole=True)
    with (
        Base.open(place.base) as base,
        opened(place.folder / "machine.db") as machine,
        opened(place.folder / "unharmed.db") as unharmed,
    ):
        log, got = base.decisions(), lines(base)
        _assert_in_force(base, log)
        assert_same(got, folded_anew(base, 3))
        current = [(id, base.article(id)) for id in sorted(base.article_ids())]
        for other in (machine, unharmed):
            fill(other, [versions(id)[one.digest] for id, one in current if one is not None])
        unharmed.decide_all(log)
        assert_same(got, lines(unharmed))
        for one in reversed(log):
            if base.is_in_force(one.id):
                base.undo(one.id, who="U2")
        assert_same(lines(base), lines(machine))
    return posted


def _copy(path: Path, to: Path) -> None:
    to.unlink(missing_ok=True)
    with closing(connect(path, readonly=True)) as source, closing(sqlite3.connect(to)) as copy:
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy)


def _subscribed(place: Place) -> set[str]:
    with closing(sqlite3.connect(place.digests)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in db.execute("SELECT id FROM subscriptions")}


def _digests(place: Place, subscribed: set[str], *, whole: bool = False) -> int:
    """See that no part stands twice, and that what is noted as posted stands; how many do."""
    with closing(sqlite3.connect(place.digests)) as db:
        assert not db.execute("SELECT count(*) FROM subscriptions WHERE unsure").fetchone()[0]
        claims = db.execute("SELECT subscription, slot, state FROM claims").fetchall()
    messages = place.slack.messages()
    texts = Counter(text for all in messages.values() for text, _ in all)
    twice = [text for text, times in texts.items() if times > 1]
    assert not twice, f"posted twice: {twice}"
    for id, slot, state in claims:
        assert id in subscribed or not id.startswith("of "), id
        if state == "posted" or whole:
            lacking = [n for n in range(PARTS) if f"{id} {slot} {n}" not in texts]
            assert state == "posted" and not lacking, (id, slot, state, lacking)
    # Claims are forgotten in time; what was posted stays.
    editions = Counter(text.rpartition(" ")[0] for text in texts)
    parted = [edition for edition, parts in editions.items() if parts != PARTS]
    assert not parted or not whole, f"posted in part: {parted}"
    return len(editions)
