"""Two thousand of the fuzzed requests; `make soak` sends a hundred thousand."""

from dataclasses import replace
from pathlib import Path

from tests.soak import mutations, requests
from tests.soak.fuzz import fuzzing, told
from tests.soak.requests import Request
from tests.soak.sending import Outcome
from tests.soak.shrinking import shrunk

SEED = 2026
REQUESTS = 2_000


async def test_nothing_that_is_sent_does_harm(small_archive: Path, tmp_path: Path) -> None:
    async with fuzzing(small_archive, tmp_path, SEED, requests.SHORT, people=20, slower=20) as fuzz:
        report = await fuzz.run(range(REQUESTS))
    assert not report.violations, "\n".join(told(one, SEED) for one in report.violations)
    assert sum(report.sent.values()) == REQUESTS and report.answered > 250
    assert set(report.sent) >= {"command", "spoken", "event", "click", "form", "raw", "odd click"}


async def test_what_goes_wrong_is_made_small() -> None:
    async def send(request: Request) -> Outcome:
        wrong = ("leak: a word",) if "evil" in str(request.payload) else ()
        return Outcome(wrong, 0.0)

    request = Request(7, "events_api", "event", {"a": {"b": ["much evil here", 5]}, "c": "d" * 90})
    smallest = await shrunk(request, await send(request), send)
    assert mutations.size(smallest.payload) < 25 and "evil" in str(smallest.payload)
    assert smallest == replace(request, payload=smallest.payload)
