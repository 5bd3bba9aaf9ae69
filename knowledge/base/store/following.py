"""What a fact base follows by itself: providers and their stories, requests, leases, notices."""

from collections.abc import Iterable

from knowledge.base import items, leases, notices, providers, requests
from knowledge.base.decisions import now as clock
from knowledge.base.opened import Opened
from knowledge.model.providers import (
    Item,
    ListedStory,
    NewProvider,
    Notice,
    NoticeKind,
    Provider,
    ProviderState,
    Request,
    RequestState,
)

_CHUNK = 500


class Following(Opened):
    """The part of `Base` that knows where stories come from and what became of them there.

    Instants are UTC, ISO 8601 to the second with a Z; `now` is the clock's unless it is given.

    All but notices is aside from what answers are made of: they tell of it as it is when they do.
    """

    # Providers

    def add_provider(self, new: NewProvider, *, now: str | None = None) -> Provider:
        """Follow a provider from now on; it is due at once.

        Raises:
            BaseProblem: its address or name is taken (`providers.Taken`) or can't be kept.
        """
        with self._connections.write(aside=True) as db:
            return providers.add(db, new, now or clock())

    def providers(self) -> list[Provider]:
        """All providers, by name."""
        with self.reader() as db:
            return providers.listed(db)

    def provider(self, name: str) -> Provider | None:
        """A provider by its name in any spelling, by its address or by its number."""
        with self.reader() as db:
            return providers.by_name(db, name)

    def provider_states(self) -> list[ProviderState]:
        """All providers in numbers, by name: stories, failures, and how old the newest story is."""
        with self.reader() as db:
            return providers.states(db)

    def due_providers(self, now: str | None = None) -> list[Provider]:
        """The providers to be polled by now, the longest due first; paused ones never are."""
        with self.reader() as db:
            return providers.due(db, now or clock())

    def is_polling_due(self, now: str | None = None) -> bool:
        """Whether there is something to fetch by now: of a provider, or that somebody asked for."""
        with self.reader() as db:
            return providers.is_work(db, now or clock())

    def pause_provider(self, id: int, paused: bool = True, *, now: str | None = None) -> None:
        """Stop polling a provider, or begin again: then it is due at once."""
        with self._connections.write(aside=True) as db:
            providers.pause(db, id, paused, now or clock())

    def hasten_provider(self, id: int, *, now: str | None = None) -> None:
        """Have a provider polled with the next poll of what is due, unless it is paused."""
        with self._connections.write(aside=True) as db:
            providers.hasten(db, id, now or clock())

    def remove_provider(self, id: int, *, now: str | None = None) -> bool:
        """Follow a provider no longer; its articles stay. False when there is none."""
        with self._connections.write(aside=True) as db:
            return providers.remove(db, id, now or clock())

    def poll_began(self, id: int, *, at: str, due_at: str) -> None:
        """Keep that a poll begins, and when the next one is due should this one never end."""
        with self._connections.write(aside=True) as db:
            providers.began(db, id, at, due_at)

    def list_was_read(
        self, id: int, *, etag: str | None, last_modified: str | None, cursor: str | None
    ) -> None:
        """Keep the validators of a list and how far it was read, while its poll goes on."""
        with self._connections.write(aside=True) as db:
            providers.read(db, id, etag=etag, last_modified=last_modified, cursor=cursor)

    def poll_succeeded(
        self,
        id: int,
        *,
        at: str,
        due_at: str,
        etag: str | None = None,
        last_modified: str | None = None,
        cursor: str | None = None,
        fault: str | None = None,
    ) -> None:
        """Keep that a poll went well: the validators of its list, and how far it was read.

        `fault` says in plain words what of the list could not be read.
        """
        with self._connections.write(aside=True) as db:
            providers.succeeded(
                db,
                id,
                at,
                due_at,
                etag=etag,
                last_modified=last_modified,
                cursor=cursor,
                fault=fault,
            )

    def poll_failed(self, id: int, *, at: str, due_at: str, problem: str) -> None:
        """Keep that a poll failed, why (plain words), and when it is tried again."""
        with self._connections.write(aside=True) as db:
            providers.failed(db, id, at, due_at, problem)

    # Stories

    def put_stories(
        self, provider: int, stories: Iterable[ListedStory], *, now: str | None = None
    ) -> int:
        """Take in what a provider lists; how many are new or changed, and wait to be fetched."""
        listed, at, waiting = list(stories), now or clock(), 0
        for start in range(0, len(listed), _CHUNK):
            with self._connections.write(aside=True) as db:
                waiting += items.put(db, provider, listed[start : start + _CHUNK], at)
        return waiting

    def item(self, provider: int, key: str) -> Item | None:
        """A story of a provider."""
        with self.reader() as db:
            return items.find(db, provider, key)

    def item_marks(self, provider: int) -> dict[str, str | None]:
        """The marks of all stories of a provider by their keys."""
        with self.reader() as db:
            return items.marks(db, provider)

    def articles_by_ref(self, provider: int) -> dict[str, str]:
        """The articles of a provider's stories, by the numbers under which it knows them."""
        with self.reader() as db:
            return items.articles_by_ref(db, provider)

    def items_there(self, provider: int, key: str = "", limit: int = 20) -> list[Item]:
        """The newest stories of a provider that were there at the last look, but for one."""
        with self.reader() as db:
            return items.there(db, provider, key, limit)

    def item_elsewhere(self, provider: int, key: str) -> Item | None:
        """The same story as another provider brought it; None for none."""
        with self.reader() as db:
            return items.elsewhere(db, provider, key)

    def waiting_items(self, provider: int, limit: int, now: str | None = None) -> list[Item]:
        """The stories to be fetched by now, the newest first: new, changed, or failed before."""
        with self.reader() as db:
            return items.waiting(db, provider, now or clock(), limit)

    def items_to_check(self, provider: int, limit: int, now: str | None = None) -> list[Item]:
        """The stories to look at again by now: did they change or vanish?"""
        with self.reader() as db:
            return items.to_check(db, provider, now or clock(), limit)

    def items_of(self, article: str) -> list[Item]:
        """Every provider's story that became this article."""
        with self.reader() as db:
            return items.of_article(db, article)

    def item_begun(self, provider: int, key: str, due_at: str) -> None:
        """Count a try of a story before it is made; `due_at` holds should it never end."""
        with self._connections.write(aside=True) as db:
            items.begun(db, provider, key, due_at)

    def keep_item(self, item: Item) -> None:
        """Keep what became of a story: after its article was saved, never before."""
        with self._connections.write(aside=True) as db:
            items.keep(db, item)

    # Requests

    def request(self, url: str, who: str, *, now: str | None = None) -> Request:
        """Put an address into the queue of those to be added; one that waits there stays one.

        Raises:
            BaseProblem: it is no web address, or too many wait.
        """
        with self._connections.write(aside=True) as db:
            return requests.add(db, url, who, now or clock())

    def request_of(self, id: int) -> Request | None:
        """A request by its number, for 30 days."""
        with self.reader() as db:
            return requests.find(db, id)

    def requests(self, limit: int = 50) -> list[Request]:
        """The latest requests, the newest first."""
        with self.reader() as db:
            return requests.listed(db, limit)

    def waiting_requests(self, limit: int = 50) -> list[Request]:
        """The requests that nobody has worked off, in their order."""
        with self.reader() as db:
            return requests.waiting(db, limit)

    def begin_request(self, id: int, *, now: str | None = None) -> bool:
        """Keep that a request is being worked off; False when it was twice, without an end."""
        with self._connections.write(aside=True) as db:
            return requests.begin(db, id, now or clock())

    def answer_request(
        self,
        id: int,
        state: RequestState,
        outcome: str,
        article: str | None = None,
        *,
        now: str | None = None,
    ) -> None:
        """Keep what became of a request, in plain words, and the id of its article."""
        with self._connections.write(aside=True) as db:
            requests.answer(db, id, state, outcome, article, now or clock())

    # Leases

    def take_lease(self, name: str, holder: str, seconds: int, *, now: str | None = None) -> bool:
        """Take a lease that is free, has run out or is a dead one's, or renew one's own.

        False: another has it.
        """
        with self._connections.write(aside=True) as db:
            return leases.take(db, name, holder, seconds, now or clock())

    def renew_lease(self, name: str, holder: str, seconds: int, *, now: str | None = None) -> bool:
        """Prolong a lease that one holds; False when another has taken it: then stop at once."""
        with self._connections.write(aside=True) as db:
            return leases.renew(db, name, holder, seconds, now or clock())

    def release_lease(self, name: str, holder: str) -> None:
        """Give a lease up, if one holds it."""
        with self._connections.write(aside=True) as db:
            leases.release(db, name, holder)

    def lease_holder(self, name: str, *, now: str | None = None) -> str | None:
        """Who holds a lease; None when it is free, has run out, or its holder is surely dead."""
        with self.reader() as db:
            return leases.holder(db, name, now or clock())

    # Notices

    def mark_withdrawn(self, article: str, at: str, why: str, *, now: str | None = None) -> bool:
        """Flag an article that its outlet withdrew; its text and facts stay.

        `at` is when, `why` in plain words. False when it is not there, or flagged already.
        """
        with self._connections.write() as db:
            return notices.put(db, article, NoticeKind.WITHDRAWN, at, why, now or clock())

    def mark_returned(self, article: str) -> bool:
        """Take the flag of a withdrawn article away, as it is back; False when it had none."""
        with self._connections.write() as db:
            return notices.lift_withdrawal(db, article)

    def mark_corrected(self, article: str, at: str, words: str, *, now: str | None = None) -> bool:
        """Flag an article with a correction, as printed; False when it has it already."""
        with self._connections.write() as db:
            return notices.put(db, article, NoticeKind.CORRECTED, at, words, now or clock())

    def is_withdrawn(self, article: str) -> bool:
        """Whether an article is flagged as withdrawn by its outlet."""
        return any(one.kind is NoticeKind.WITHDRAWN for one in self.notices(article))

    def notices(self, article: str) -> list[Notice]:
        """The flags of an article, in the order of time."""
        return self.notices_of([article]).get(article, [])

    def notices_of(self, articles: Iterable[str]) -> dict[str, list[Notice]]:
        """The flags of those of these articles that have any: one look-up for a whole answer."""
        with self.reader() as db:
            return notices.of(db, articles)

    def notices_since(self, noted_at: str, limit: int = 500) -> list[Notice]:
        """Flags that were put after an instant, the first first."""
        with self.reader() as db:
            return notices.since(db, noted_at, limit)
