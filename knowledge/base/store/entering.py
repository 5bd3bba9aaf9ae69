"""What comes into a fact base: articles, decisions, people, and what people think of answers."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.base import compacting, decisions, embargoes, forgetting, opinions, totals, writing
from knowledge.base import gaps as unanswered
from knowledge.base.decisions import Action, Decision, is_taken_down
from knowledge.base.forgetting import Forgotten
from knowledge.base.gaps import Listing
from knowledge.base.groups import RosterPerson
from knowledge.base.opened import Opened
from knowledge.base.refolding import Progress, refold, untold
from knowledge.base.results import Saved, Waiting
from knowledge.model import Article, Reading


class Entering(Opened):
    """The part of `Base` that writes."""

    # Articles

    def save(
        self,
        article: Article,
        readings: Iterable[Reading],
        *,
        problems: Sequence[str] = (),
        reader: str | None = None,
        events: Sequence[str] = (),
        own_date: bool = True,
    ) -> Saved:
        """Store an article with what was read in it, and fold what that touches.

        One short transaction: all of it is there afterwards or nothing. An article that is stored
        already in the same words, with the same date and so on, changes nothing; with others it
        becomes a new version of the article, and the old one is kept. Readings whose sentences do
        not stand in the text are left out and reported. `problems` are what extraction had to
        say, `reader` the model it used. `events` are the named events that the article is about,
        by which it may date others; `own_date` is false when it was dated by others itself.

        An article under embargo is kept apart, out of sight of every other method, and so is what
        was public of it before, until `release` lets it in or it is saved without an embargo.
        """
        with self._connections.write() as db:
            saved = writing.save(db, article, readings, problems, reader, events, own_date)
        if saved.taken_out:
            self._connections.purge()
        return saved

    def reread(
        self,
        id: str,
        readings: Iterable[Reading],
        *,
        problems: Sequence[str] = (),
        reader: str | None = None,
        events: Sequence[str] | None = None,
    ) -> Saved:
        """Replace the readings of a stored article, as when a better extraction read it again.

        `events` replace those that it is about, unless None.
        """
        with self._connections.write() as db:
            return writing.reread(db, id, readings, problems, reader, events)

    def remove(self, id: str, *, who: str = "", why: str | None = None) -> bool:
        """Take an article down, also one under embargo; False when there is none with this id.

        Text, versions, readings and facts are deleted, from the file's free pages and the search
        index as well; copies made by updates and backups are not touched. The log keeps that it
        was taken down, by whom and why, and it is not let in again until it is restored.
        """
        with self._connections.write() as db:
            removed = writing.remove(db, id, who, why)
        if removed:
            self._connections.purge()
        return removed

    def restore(self, id: str, *, who: str = "", why: str | None = None) -> Decision:
        """Let an article that was taken down in again, at its next ingest."""
        with self._connections.write() as db:
            return writing.decide(db, Decision(Action.RESTORE, f"article:{id}", who, why))

    def enlist(self, people: Iterable[RosterPerson]) -> None:
        """Take roster people in, keeping their ids; articles' people of these names become them."""
        with self._connections.write() as db:
            writing.enlist(db, people)

    def standing(self, article: Article) -> Saved | None:
        """What saving an article would come to, where that is nothing: unchanged, or taken down.

        None when it is new or another version, so that it's worth extracting.
        """
        with self.reader() as db:
            return writing.standing(db, article)

    def is_taken_down(self, id: str) -> bool:
        """True for an article that was removed and not let in again."""
        with self.reader() as db:
            return is_taken_down(db, id)

    # Articles under embargo

    def release(self, now: str | None = None) -> list[Saved]:
        """Let in the articles whose embargo has ended, each in a transaction of its own.

        `now` is UTC, ISO 8601 to the second with a Z; without it, the clock's. One that can't be
        read is told as `Outcome.UNREADABLE` and stays; the others come in.
        """
        now = now or decisions.now()
        with self.reader() as db:
            due = embargoes.due(db, now)
        released: list[Saved] = []
        for id in due:
            with self._connections.write() as db:
                saved = writing.release(db, id)
            released += [saved] if saved is not None else []
        return released

    def next_release(self) -> str | None:
        """When the next embargo ends (UTC, ISO 8601); None when no article is under one."""
        with self.reader() as db:
            return embargoes.next_end(db)

    def waiting(self) -> list[Waiting]:
        """The articles under embargo, the next to come first: for those who run the archive."""
        with self.reader() as db:
            return embargoes.waiting(db)

    def embargoed(self, id: str) -> Article | None:
        """An article under embargo, to be read again; no answer may hold a word of it."""
        with self.reader() as db:
            kept = embargoes.find(db, id)
        return None if kept is None else kept.article

    # What people think

    def take_feedback(self, feedback: opinions.Feedback) -> None:
        """Keep whether an answer helped somebody: their last word on it."""
        with self._connections.write(aside=True) as db:
            opinions.put_feedback(db, feedback)

    def feedback_counted(self) -> tuple[int, int]:
        """How many answers were found helpful, and how many not."""
        with self.reader() as db:
            return opinions.feedback_counted(db)

    def count_gap(self, person: str, asked: str, whose: str = "") -> None:
        """Count a question that somebody asked and that found no answer.

        `whose` is who else has words in it, where it goes on from another's question.
        """
        self.count_gaps([(person, asked, whose)])

    def count_gaps(self, every: Iterable[tuple[str, str, str]]) -> None:
        """Count several at once, each as in `count_gap`."""
        with self._connections.write(aside=True) as db:
            for person, asked, whose in every:
                unanswered.count(db, person, asked, whose)

    def gaps(self, per_page: int, page: int = 1) -> Listing:
        """Questions without an answer or with an unhelpful one, the commonest first."""
        with self.reader() as db:
            return unanswered.listed(db, per_page, page)

    def keep_asked(self, days: int) -> None:
        """Delete questions and feedback that are older; with no days all words of questions."""
        with self._connections.write() as db:
            if days:
                forgetting.older(db, days)
            else:
                forgetting.words(db)
        self._connections.settle()

    def keep_proposals(self, days: int) -> None:
        """Delete proposals on which somebody decided and that are older."""
        with self._connections.write() as db:
            forgetting.decided_proposals(db, days)
        self._connections.settle()

    def forget_person(self, person: str) -> Forgotten:
        """Delete what somebody asked in vain or to add, thought of answers, and proposed."""
        with self._connections.write() as db:
            gone = forgetting.person(db, person)
        self._connections.settle()
        return gone

    def propose(self, proposal: opinions.Proposal) -> None:
        """Keep what somebody proposes to correct."""
        with self._connections.write() as db:
            opinions.put_proposal(db, proposal)

    def proposals(self, limit: int = 50) -> list[opinions.Proposal]:
        """What was proposed to correct, the newest first."""
        with self.reader() as db:
            return opinions.proposals(db, limit)

    # The whole

    def refold(self, progress: Progress = untold) -> None:
        """Fold all readings and decisions anew, from nothing, in one transaction."""
        with self._connections.write() as db:
            refold(db, progress=progress)

    def compact(self, progress: Progress = untold) -> None:
        """Compact the search indexes where that makes searches faster, while others may write.

        That is once a tenth of them came in since the last time; it takes a minute over a million
        articles. `progress` is told the articles of as large a part.
        """
        for _ in self.compacting(progress):
            pass

    def compacting(self, progress: Progress = untold) -> Iterator[None]:
        """As `compact`, for whoever has other things to do after each step of some 10 ms."""
        with self.reader() as db:
            articles = totals.scope(db).articles
        for done, total in compacting.merging(self._connections):
            progress(articles * done // total, articles)
            yield

    def tidy(self, progress: Progress = untold) -> None:
        """Compact the search indexes, and refresh what the query planner knows."""
        self.compact(progress)
        self._connections.refresh()
