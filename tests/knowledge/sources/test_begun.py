"""What people asked for outlives a story that ends the process, also one of the same site."""

import pytest

from knowledge.model import RequestState
from knowledge.sources.stories import Stories
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import Site, story


class Killed(BaseException):
    """Stands for the end of the process."""


def test_those_that_only_wait_for_their_site_are_not_taken_for_what_ends_the_process(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    save = Stories.save

    def dying(self: Stories, found: object, *rest: object) -> object:
        if "Fatal" in (found.article.title or ""):  # type: ignore[attr-defined]
            raise Killed
        return save(self, found, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Stories, "save", dying)
    fatal = desk.base.request(site.put("/fatal", story("Fatal")), "U1")
    others = [desk.base.request(site.put(f"/{n}", story(f"Story {n}")), "U1") for n in range(4)]
    for _ in range(2):
        with pytest.raises(Killed):
            desk.due(go_on=True)
        desk.time.passes(minutes=3)
    desk.due(go_on=True)
    answered = [desk.base.request_of(one.id) for one in (fatal, *others)]
    states = [one.state for one in answered if one is not None]
    assert states == [RequestState.FAILED, *[RequestState.DONE] * 4]
