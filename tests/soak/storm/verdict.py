"""What came of a storm, in a table; and whether anything was not as it has to be."""

import os
import re
from collections import Counter

from tests.soak.processes import Slope, Taken, slope
from tests.soak.storm.ledger import Asked, share
from tests.soak.storm.run import FILL, Storm

WARM = 180.0
"""Seconds of a process that don't count for its files and threads: some are begun with first use.

Its memory counts from when it was asked enough (`storm.run.FILL`): until then it mostly grows by
what is remembered up to a number, and a quiet hour's worth of that looks like a leak.
"""

GROWTH = 10.0
"""MB an hour that memory may grow by, at the lower end of what the line through it may be."""

ENOUGH = 5.0
"""Minutes that have to be left for a line through its memory."""

MORE_FILES = 20
MORE_THREADS = 8
"""Open files and threads that there may be more of at the end than after the warm-up."""

BESIDE = 50 * 2**20
"""Bytes that all files beside the base may have, and the base's own log of writes."""

_LOGGED = re.compile(r"\b(ERROR|CRITICAL)\s+(.*)")
_SECRET = re.compile(r"xox[bp]-\d|xapp-1-[0-9a-f]")


def verdict(all: Storm) -> list[str]:
    """Everything that is wrong, a line each."""
    book = all.ledger
    wrong = list(book.wrong)
    wrong += [f"unanswered: {_told(all, one)}" for one in book.unanswered()]
    wrong += [f"answered {len(one.answers)} times: {_told(all, one)}" for one in book.twice()]
    wrong += [f"not acknowledged: {_told(all, one)}" for one in book.unacknowledged()]
    posted, twice = all.newsroom.posted(all.workspace)
    wrong += [f"a digest stands twice: {key}" for key in twice]
    if posted < all.newsroom.due_by_now():
        wrong.append(f"{all.newsroom.due_by_now()} digests were due, {posted} stand")
    missing = set(all.people.confirmed) - all.newsroom.reasons()
    wrong += [f"a decision was confirmed and is not in the log: {one}" for one in sorted(missing)]
    wrong += _grown(all)
    wrong += [f"log: {line}" for line in all.bot.lines if _SECRET.search(line)]
    wrong += [f"log: {line}" for line in all.bot.lines if "Unexpected error" in line]
    return wrong


def _told(all: Storm, one: Asked) -> str:
    shown = ", ".join(f"{all.ledger.clock(a.at)} “{a.begins}”" for a in one.answers)
    return f"{one.what} “{one.text}” at {all.ledger.clock(one.at)}: {shown or 'nothing'}"


def memory(all: Storm) -> tuple[Slope | None, float, float]:
    """MB an hour by which the last process grew since it was asked enough; the minutes since then,
    and MB at last."""
    looks = _own(all)
    if not looks or all.filled is None:
        return None, 0.0, looks[-1][1].memory if looks else 0.0
    since = [(at / 3600, taken.memory) for at, taken in looks if at >= all.filled]
    minutes = (since[-1][0] - since[0][0]) * 60 if since else 0.0
    found = slope(*zip(*since, strict=True)) if minutes > ENOUGH else None
    return found, minutes, looks[-1][1].memory


def _own(all: Storm) -> list[tuple[float, Taken]]:
    """What the last process took, and when."""
    pid = all.looks[-1][1] if all.looks else 0
    return [(at, taken) for at, one, taken in all.looks if one == pid]


def _grown(all: Storm) -> list[str]:
    wrong = []
    found, _, _ = memory(all)
    if found is not None and found.low > GROWTH:
        wrong.append(f"memory grows by {found.slope:.1f} MB an hour")
    own = _own(all)
    settled = [taken for at, taken in own if at > own[0][0] + WARM]
    if len(settled) > 30:
        third = len(settled) // 3
        first, last = settled[:third], settled[-third:]
        if min(t.files for t in last) > max(t.files for t in first) + MORE_FILES:
            wrong.append(f"open files grew from {first[0].files} to {last[-1].files}")
        if min(t.threads for t in last) > max(t.threads for t in first) + MORE_THREADS:
            wrong.append(f"threads grew from {first[0].threads} to {last[-1].threads}")
    beside = {name: size for name, size in all.sizes[-1].items() if name != "dateline.db"}
    if sum(beside.values()) > BESIDE:
        wrong.append(f"files beside the base take {sum(beside.values()) / 2**20:.0f} MB")
    return wrong


def table(all: Storm, minutes: float, seed: int) -> str:
    """The figures."""
    book = all.ledger
    kinds = Counter(one.what for one in book.asked)
    found, counted, at_last = memory(all)
    posted, _ = all.newsroom.posted(all.workspace)
    lines = [f"Storm of {minutes:g} minutes, seed {seed}, load {os.getloadavg()[0]:.1f}"]
    lines += [f"  {what:<10}{number:>7,} asked" for what, number in kinds.most_common()]
    lines.append(
        f"unanswered outside of outages {len(book.unanswered())}, in outages {len(book.lost())}, "
        f"answered twice {len(book.twice())}"
    )
    lost = Counter((one.what, getattr(book.excuse(one), "why", "")) for one in book.lost())
    lines += [f"  {n:>4} {what} in an outage: {why}" for (what, why), n in lost.most_common()]
    for what in ("acknowledged", "answered"):
        times = book.times(what)
        lines.append(
            f"{what:<13} ms: half {share(times, 0.5):.0f}, 99 of 100 {share(times, 0.99):.0f}, "
            f"longest {share(times, 1):.0f} ({len(times):,})"
        )
    lines.append("faults: " + ", ".join(f"{n} × {k}" for k, n in book.faults.most_common()))
    lengths: Counter[str] = Counter()
    for one in book.outages:
        lengths[one.why] += 1
    down = {why: sum(o.ended - o.begun for o in book.outages if o.why == why) for why in lengths}
    lines += [f"  outage {why:<24}{n:>4} times,{down[why]:>7.1f} s" for why, n in lengths.items()]
    lines.append(
        f"{all.bot.starts} processes; {posted} digests stand of {all.newsroom.due_by_now()} due; "
        f"{len(all.people.confirmed)} decisions confirmed, {len(all.newsroom.decisions)} in the "
        f"log; {all.newsroom.ingests} ingests, {all.newsroom.changes} changes of the feed"
    )
    grows = (
        "too short a time to say how it grows"
        if found is None
        else (f"{found.slope:+.2f} MB an hour ({found.low:+.2f} to {found.high:+.2f}, 95 in 100)")
    )
    lines.append(
        f"memory of the last process: {at_last:.1f} MB at last, {counted:.1f} minutes after it had "
        f"been asked {FILL:,} times: {grows}"
    )
    own = [taken for _, taken in _own(all)]
    lines.append(
        f"open files {min(t.files for t in own)} to {max(t.files for t in own)}, "
        f"threads {min(t.threads for t in own)} to {max(t.threads for t in own)}"
    )
    beside = sum(size for name, size in all.sizes[-1].items() if name != "dateline.db")
    lines.append(
        f"fact base {all.sizes[-1].get('dateline.db', 0) / 2**20:.1f} MB, beside it "
        f"{beside / 2**20:.1f} MB"
    )
    said = Counter(
        re.sub(r"[0-9a-f]{6,}|\d+", "…", logged[2])[:110]
        for line in all.bot.lines
        if (logged := _LOGGED.search(line))
    )
    lines += [f"  logged {number:>4} × {what}" for what, number in said.most_common(12)]
    return "\n".join(lines)


def outages(all: Storm) -> str:
    """Every outage, with its time in the run."""
    clock = all.ledger.clock
    return "\n".join(
        f"  {clock(one.begun)} to {clock(one.ended)} {one.why}"
        + (f" ({', '.join(sorted(one.also))} alone)" if one.also else "")
        for one in all.ledger.outages
    )
