"""What people decide on facts: the record, and what follows from it at once.

Every method writes one line of the log and folds anew what it concerns, in one transaction. `seen`
is the place in the log up to which whoever decides has seen what was decided on the fact
(`decided_up_to`): when somebody else decided meanwhile, nothing is done and that is told.
"""

from collections.abc import Iterable
from typing import Any

from knowledge.base import decisions, facts, ids, naming, rulings, writing
from knowledge.base.decisions import Action, Decision
from knowledge.base.opened import Opened
from knowledge.base.store.target import (
    Gone,
    Undecidable,
    check_people,
    last_decided,
    rows_of,
    target,
)
from knowledge.model import Kind, Participant


class Deciding(Opened):
    """The part of `Base` that keeps what people decide."""

    def verify(
        self,
        fact: str,
        *,
        who: str,
        why: str | None = None,
        shown: str = "",
        seen: int | None = None,
        settles: Iterable[str] = (),
    ) -> Decision:
        """Say that a fact is right as it is; `shown` is how it was shown, in words.

        It counts as verified as long as it says the same. `settles` are targets (proposals and
        the like, see `Item.settles`) that wait no more after it.

        Raises:
            Gone: the archive does not hold it.
            DecidedMeanwhile: somebody decided on it after `seen`.
        """
        with self._connections.write() as db:
            one = target(db, fact, seen, settles)
            payload = {"content": one.content(), "fields": one.said(), "shown": shown}
            return writing.decide(db, one.decision(Action.VERIFY, who, why, payload))

    def correct(
        self,
        fact: str,
        field: str,
        value: Any,
        *,
        words: str,
        who: str,
        why: str | None = None,
        was: str = "",
        shown: str = "",
        people: Iterable[str] = (),
        seen: int | None = None,
        settles: Iterable[str] = (),
    ) -> Decision:
        """Say what a field of a fact should be.

        Where one of its readings gives this value, those that do are preferred, and what the
        others say stays beside it; else all of them are taken to say it.

        Args:
            fact: the fact's id.
            field: a field of the kind's readings ("date", "people", "sum", "kind", …).
            value: as `codec.fields_text` writes it: EDTF for dates, `[name, title, party]` for
                each person, party codes, `[amount, currency]`; None for what is not known.
            words, was: the value and the one before, as people read them.
            people: ids of people of the archive whom the value names, and no others.
            who, why, shown, seen, settles: see `verify`.

        Raises:
            Undecidable: the field can't have this value, or a name in it means somebody else.
            Gone, DecidedMeanwhile: see `verify`.
        """
        with self._connections.write() as db:
            one = target(db, fact, seen, settles)
            readings = one.telling(field, value)
            payload = {
                "field": field, "value": value, "words": words, "was": was, "shown": shown,
                "content": one.content(), "read": one.read(field),
            }  # fmt: skip
            meant = rows_of(db, people)
            made = writing.decide(
                db, one.decision(Action.CORRECT, who, why, payload, readings or one.readings)
            )
            check_people(db, readings or one.readings, meant)
            return made

    def retract(
        self,
        fact: str,
        *,
        who: str,
        why: str | None = None,
        shown: str = "",
        seen: int | None = None,
        settles: Iterable[str] = (),
    ) -> Decision:
        """Say that nothing of a fact is so: none stands on its readings any more.

        For `settles` see `verify`.

        Raises:
            Gone, DecidedMeanwhile: see `verify`.
        """
        with self._connections.write() as db:
            one = target(db, fact, seen, settles)
            payload = {"content": one.content(), "shown": shown}
            return writing.decide(db, one.decision(Action.RETRACT, who, why, payload))

    def restore_fact(self, fact: str, *, who: str, why: str | None = None) -> Decision:
        """Say that a fact that was retracted, by the id that it had, counts again.

        Raises:
            Gone: no retraction of it is in force.
        """
        with self._connections.write() as db:
            found = decisions.retraction(db, fact)
            if found is None:
                raise Gone("No fact with this id is retracted.")
            payload = {"shown": found.payload.get("shown", "")}
            return writing.decide(
                db, Decision(Action.RESTORE, found.target, who, why, payload, on=found.on)
            )

    def merge(
        self, several: Iterable[str], *, who: str, why: str | None = None, shown: str = ""
    ) -> Decision:
        """Say that facts of one kind are one event; `shown` is how they were shown.

        Raises:
            Undecidable: they are fewer than two, of several kinds, or titles.
            Gone: the archive does not hold one of them.
        """
        with self._connections.write() as db:
            found = [target(db, fact) for fact in dict.fromkeys(several)]
            if len({one.id for one in found}) < 2:
                raise Undecidable("These are one fact already.")
            kinds = {one.kind for one in found}
            if len(kinds) > 1 or Kind.ROLE in kinds:
                raise Undecidable("Only facts of one kind can be one event, and no titles.")
            payload = {"content": [one.content() for one in found], "shown": shown}
            readings = [id for one in found for id in one.readings]
            return writing.decide(db, found[0].decision(Action.MERGE, who, why, payload, readings))

    def split(
        self,
        fact: str,
        readings: Iterable[str],
        *,
        who: str,
        why: str | None = None,
        shown: str = "",
        seen: int | None = None,
    ) -> Decision:
        """Say that some readings of a fact tell of an event of their own.

        Raises:
            Undecidable: they are none or all of its readings.
            Gone, DecidedMeanwhile: see `verify`.
        """
        with self._connections.write() as db:
            one = target(db, fact, seen)
            wanted = set(readings)
            chosen = [id for id in one.readings if id in wanted]
            if not chosen or len(chosen) == len(one.readings):
                raise Undecidable("Choose some of the sources, not none or all of them.")
            payload = {"content": one.content(), "shown": shown}
            return writing.decide(db, one.decision(Action.SPLIT, who, why, payload, chosen))

    def undo(self, decision: str, *, who: str, why: str | None = None) -> Decision:
        """Say that a decision does not hold any more, be it an undo itself.

        Raises:
            Gone: there is no such decision.
            Undecidable: it does not hold as it is.
        """
        with self._connections.write() as db:
            found = decisions.find(db, decision)
            if found is None:
                raise Gone("There is no such decision.")
            if not decisions.in_force(db, found.id):
                raise Undecidable("This decision was undone already.")
            return writing.decide(db, Decision(Action.UNDO, f"decision:{found.id}", who, why))

    def decide(self, decision: Decision) -> Decision:
        """Log a decision as it is and re-apply all of them to what it concerns."""
        with self._connections.write() as db:
            return writing.decide(db, decision)

    def decide_all(self, several: Iterable[Decision]) -> list[Decision]:
        """Log decisions in one transaction and re-apply all of them to what they concern."""
        with self._connections.write() as db:
            return writing.decide_all(db, several)

    def reapply(self) -> int:
        """Apply every decision in force to what is not in step with it; how many readings are not.

        Facts are folded anew from them.
        """
        with self._connections.write() as db:
            return writing.reapply(db)

    def out_of_step(self) -> list[str]:
        """The readings, by id, that are not as the log of decisions says; `reapply` mends them."""
        with self.reader() as db:
            return rulings.out_of_step(db)

    def decisions_in_force(self) -> int:
        """How many decisions on facts are in force."""
        with self.reader() as db:
            return sum(1 for _ in decisions.all_holding(db, decisions.OF_FACTS))

    def decisions_without_readings(self) -> list[Decision]:
        """The decisions in force on facts that are not read any more, and so change nothing."""
        with self.reader() as db:
            return decisions.without_readings(db)

    def as_named(
        self, person: str, title: str | None = None, party: str | None = None
    ) -> Participant | None:
        """A person, by current or earlier id, as a reading has to name them.

        With this title and party, or with those that articles give; None when no article names
        the person so.
        """
        with self.reader() as db:
            row = ids.find(db, person)
            return None if row is None else naming.participant(db, row["n"], title, party)

    # What was decided

    def decisions(self) -> list[Decision]:
        """Everything that was decided, oldest first."""
        with self.reader() as db:
            return list(decisions.log(db))

    def last_decisions(self, limit: int, before: int | None = None) -> list[Decision]:
        """The last decisions, or those before a place in the log, newest first."""
        with self.reader() as db:
            return decisions.latest(db, limit, before)

    def decisions_after(self, n: int, limit: int) -> list[Decision]:
        """The first decisions after a place in the log, oldest first."""
        with self.reader() as db:
            return decisions.after(db, n, limit)

    def decisions_about(self, targets: Iterable[str]) -> list[Decision]:
        """The decisions on targets ("reading:ID", …), in force or not, and what undoes them."""
        with self.reader() as db:
            return decisions.all_about(db, targets)

    def meant(self, decision: Decision) -> Decision:
        """What an undo is about in the end; any other decision itself."""
        with self.reader() as db:
            return decisions.undone(db, decision)

    def decision(self, id: str) -> Decision | None:
        """A decision by its id."""
        with self.reader() as db:
            return decisions.find(db, id)

    def is_in_force(self, id: str) -> bool:
        """Whether a decision was not undone."""
        with self.reader() as db:
            return decisions.in_force(db, id)

    def decided_up_to(self, fact: str) -> int:
        """The place in the log of the last decision on a fact, in force or not; 0 for none."""
        with self.reader() as db:
            n = facts.by_id(db, fact)
            return 0 if n is None else last_decided(db, n)
