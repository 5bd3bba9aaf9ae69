"""What waits for somebody to decide, and deciding many things at once."""

import secrets
from collections.abc import Collection, Iterable, Mapping

from knowledge.base import decisions, doubtful, opinions, reviewing, writing
from knowledge.base.decisions import Action, Decision
from knowledge.base.doubtful import Doubtful
from knowledge.base.store.deciding import Deciding
from knowledge.base.store.target import DecidedMeanwhile, Gone, Undecidable, target
from knowledge.base.waiting import Item, Order, Sort


class Reviewing(Deciding):
    """The part of `Base` that knows what waits for a decision."""

    def waiting_for_review(
        self,
        order: Order = Order.NEWEST,
        *,
        limit: int,
        offset: int = 0,
        without: Collection[str] = (),
        seen: Iterable[str] = (),
        urgent: bool = False,
    ) -> list[Item]:
        """A page of what waits for a decision.

        Args:
            order: what comes first.
            limit, offset: which page; nothing beyond `reviewing.MOST` is listed.
            without: keys of items to leave out.
            seen: ids of facts that were shown most often, the most often first; the base itself
                knows nothing of that.
            urgent: only what came up at some time, the last first: neither people who may be one
                nor facts that merely have weak evidence.
        """
        with self.reader() as db:
            weak = None if urgent else self._doubtful()
            return reviewing.page(db, order, limit, offset, without, seen, weak)

    def review_counts(self) -> Mapping[Sort, int]:
        """How many items wait of each sort, counted up to `reviewing.MOST`."""
        with self.reader() as db:
            return self.remembered("review counts", lambda: reviewing.counts(db, self._doubtful()))

    def _doubtful(self) -> tuple[Doubtful, ...]:
        """Facts with weak evidence, looked for once in each state of the base."""
        with self.reader() as db:
            return self.remembered("doubtful", lambda: doubtful.found(db))

    def review_item(self, key: str) -> Item | None:
        """What waits under a key; None when it waits no more."""
        with self.reader() as db:
            return reviewing.find(db, key)

    def waits_on(self, fact: str, readings: Iterable[str]) -> bool:
        """Whether a fact, by its id and those of its readings, waits for a reason of its own.

        That nobody has looked at what has little evidence is none.
        """
        with self.reader() as db:
            return reviewing.waits_on(db, fact, readings)

    def reviewed(self, key: str) -> Decision | None:
        """By which decision an item waits no more, as far as one can be told."""
        with self.reader() as db:
            return reviewing.settled(db, key)

    def reject(self, key: str, *, who: str, why: str | None = None, shown: str = "") -> Decision:
        """Say that a proposal is not followed, or that what a copy repeats may stand.

        Raises:
            Gone: nothing like that waits.
            DecidedMeanwhile: somebody settled it already.
            Undecidable: items of its sort are not rejected.
        """
        with self._connections.write() as db:
            known = reviewing.settled(db, key)
            item = reviewing.find(db, key)
            if item is None:
                raise Gone("This waits no more.") if known is None else DecidedMeanwhile(known)
            if item.sort not in (Sort.PROPOSAL, Sort.AGAIN):
                raise Undecidable("This can be corrected, retracted or undone, not rejected.")
            payload: dict[str, object] = {"shown": shown}
            if item.proposal is not None:
                payload |= {"field": item.proposal.field, "words": item.proposal.value}
            first, *more = item.settles
            return writing.decide(
                db, Decision(Action.REJECT, first, who, why, payload, on=tuple(more))
            )

    def verify_all(
        self, article: str, facts: Mapping[str, str], *, who: str, why: str | None = None
    ) -> list[Decision]:
        """Say of several facts of an article that they are right as they are, all at once.

        Args:
            article: the article's id; with the record it is told together.
            facts: their ids, each with how it was shown, in words.
            who, why: see `verify`.

        Raises:
            Gone: the archive does not hold one of them any more.
        """
        with self._connections.write() as db:
            batch = secrets.token_hex(8)
            made = []
            for id, shown in facts.items():
                one = target(db, id)
                payload = {
                    "content": one.content(), "fields": one.said(), "shown": shown, "batch": batch,
                }  # fmt: skip
                found = one.decision(Action.VERIFY, who, why, payload)
                made.append(_also_on(found, f"article:{article}"))
            return writing.decide_all(db, made)

    def batch(self, article: str, batch: str) -> list[Decision]:
        """The decisions that were made together on an article and are in force."""
        with self.reader() as db:
            held = decisions.holding(db, f"article:{article}")
        return [one for one in held if one.payload.get("batch") == batch]

    def undo_all(self, several: Iterable[str], *, who: str, why: str | None = None) -> int:
        """Undo decisions that are in force, all at once; how many there were."""
        with self._connections.write() as db:
            held = [id for id in dict.fromkeys(several) if decisions.in_force(db, id)]
            undone = [Decision(Action.UNDO, f"decision:{id}", who, why) for id in held]
            return len(writing.decide_all(db, undone))

    def proposers(self, one: Decision) -> tuple[str, ...]:
        """Who proposed what a decision settles; nobody who was forgotten, or deleted since."""
        with self.reader() as db:
            return opinions.proposers(db, one.targets)


def _also_on(one: Decision, target: str) -> Decision:
    return Decision(one.action, one.target, one.who, one.why, one.payload, on=(*one.on, target))
