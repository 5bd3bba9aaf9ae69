"""How fast every command answers over a big archive, from typed words to Slack's blocks.

    python -m benchmarks.answers [--facts 100000] [--keep DIR] [--rounds 40]

Builds an archive of facts of all kinds once and keeps it: parties and people are mentioned by
Zipf's law, over ten years; one article in eight tells again, up to a year later, what another one
told. Each question is then asked in many variants, in one process, warm: the
time is that of `knowledge.answers.ask` and of rendering. Target: 50 ms at the 99th percentile.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.name_sets import people
from bot.render.answers import Frame, answer_message
from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Article,
    Evidence,
    Fields,
    Form,
    Kind,
    Meeting,
    Milestone,
    MilestoneType,
    Paragraph,
    Participant,
    Payment,
    PaymentKind,
    Reading,
    Role,
    Statement,
    Status,
    Sum,
)
from knowledge.names.gazetteer import countries

TODAY = date(2026, 11, 21)
TARGET = 50.0
DAYS = ("2016-05-01", "2019-06-01", "2024-06-01")
TOPICS = (
    "rice", "trade", "ports", "solar power", "fisheries", "tourism", "roads", "visas", "water",
    "textiles", "border crossings", "vaccines", "schools", "mine clearance", "railways", "banking",
)  # fmt: skip
PLACES = ("Phnom Penh", "Tokyo", "Geneva", "Nairobi", "Lima", "Oslo", "New York", "Bangkok")
PER_ARTICLE = 6
RETOLD = 8
"""One article in so many tells what the one before told."""


def main() -> None:
    """Print a table; exits with 1 when a command misses the target."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, default=Path("benchmarks/.kept"))
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    path = options.keep / f"answers-{options.facts}.db"
    if not path.exists():
        build(path, options.facts)
    Base.open(path).close()  # One that was kept may be of an older version.
    with Base.open(path, readonly=True) as base:
        counted = base.status().facts
        print(f"{sum(counted.values()):,} facts: {dict(counted)}")
        slow = [name for name, texts in questions(base) if not row(name, texts, base, options)]
    sys.exit(1 if slow else 0)


def row(name: str, texts: list[str], base: Base, options: argparse.Namespace) -> bool:
    """Ask and print one line; True when the target is met."""
    for text in texts:
        ask(text, base, today=TODAY)
    times = []
    for number in range(options.rounds):
        text = texts[number % len(texts)]
        started = time.perf_counter()
        answer_message(ask(text, base, today=TODAY), Frame(private=True))
        times.append((time.perf_counter() - started) * 1000)
    ranked = sorted(times)
    p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    verdict = "" if p99 <= TARGET else "  over"
    print(f"{name:28} p50 {statistics.median(times):7.1f} ms   p99 {p99:7.1f} ms{verdict}")
    return p99 <= TARGET


def questions(base: Base) -> list[tuple[str, list[str]]]:
    """Each command bare and with conditions that are common and rare."""
    from knowledge.answers import examples

    named = [("Japan", "Kenya"), ("United States", "Fiji"), ("Cambodia", "Norway")]
    rows = []
    for command in ("meetings", "deals", "money", "quotes", "upcoming", "timeline", "facts"):
        rows.append((f"/{command}", [f"/{command}"]))
        rows.append((f"/{command} PARTY", [f"/{command} {a}" for a, _ in named]))
        rows.append((f"/{command} A B", [f"/{command} {a} {b}" for a, b in named]))
        rows.append((f"/{command} TOPIC", [f"/{command} about {topic}" for topic in TOPICS[:6]]))
        rows.append((f"/{command} YEAR", [f"/{command} {year}" for year in (2018, 2021, 2023)]))
        rows.append((f"/{command} page 20", [f"/{command} Japan page 20"]))
        rows += _as_of(command, named)
    rows.append(("/digest", ["/digest"]))
    rows.append(("/digest YEAR", [f"/digest {year}" for year in (2016, 2020, 2022)]))
    rows.append(("/digest YEARS", ["/digest 2015 to 2025"]))
    rows.append(("/digest as of", [f"/digest as of {day}" for day in DAYS]))
    people_asked = [text for text in examples(base, 5, "whois") if " " in text]
    rows.append(("/whois NAME", people_asked))
    rows.append(("/dateline status", ["/dateline status"]))
    rows.append(("/meetings NAME since", [f"{t.replace('whois', 'meetings')} since 2020"
                                           for t in people_asked]))  # fmt: skip
    return rows


def _as_of(command: str, named: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """The command as of several days, with conditions that may have been otherwise then."""
    days = list(zip(named, DAYS, strict=True))
    return [
        (f"/{command} as of", [f"/{command} as of {day}" for day in DAYS]),
        (f"/{command} PARTY as of", [f"/{command} {a} as of {day}" for (a, _), day in days]),
        (f"/{command} A B as of", [f"/{command} {a} {b} as of {day}" for (a, b), day in days]),
        (
            f"/{command} TOPIC as of",
            [f"/{command} about {topic} as of {DAYS[1]}" for topic in TOPICS[:3]],
        ),
        (f"/{command} YEAR as of", [f"/{command} {day[:4]} as of {day}" for day in DAYS]),
    ]


def build(path: Path, wanted: int) -> None:
    """Save so many facts, about; the file appears under its name when it is whole."""
    target = path.with_suffix(".part")
    target.unlink(missing_ok=True)
    rng = random.Random(7)
    known = [Participant(one.entry.name, "Minister", None) for one in people(5_000, seed=3)]
    codes = [country.code for country in countries()]
    rng.shuffle(codes)
    for favourite in ("KH", "JP", "US", "KE", "NO", "FJ"):
        codes.remove(favourite)
        codes.insert(0, favourite)
    started = time.perf_counter()

    def stories() -> Iterator[tuple[Article, list[Reading]]]:
        published, facts = date(2015, 1, 1), list[tuple[Kind, Fields]]()
        for number in range(wanted // PER_ARTICLE):
            if number % RETOLD == RETOLD - 1:
                published += timedelta(days=rng.randrange(1, 366))
            else:
                published = date(2015, 1, 1) + timedelta(days=rng.randrange(3_650))
                facts = list(_fields(rng, published, known, codes))
            yield story(number, rng, published, facts)
            if number % 1000 == 999:
                rate = (number + 1) / (time.perf_counter() - started)
                print(
                    f"{(number + 1) * PER_ARTICLE:,} facts, {rate:.0f} articles/s", file=sys.stderr
                )

    with Base.open(target) as base:
        base.fill(stories())
    target.rename(path)


def story(
    number: int, rng: random.Random, published: date, told: list[tuple[Kind, Fields]]
) -> tuple[Article, list[Reading]]:
    """An article with each of these facts in a sentence of its own."""
    id = f"story-{number}"
    lines = [f"In {rng.choice(PLACES)}, sentence {n} of {id} on {rng.choice(TOPICS)}: {_said(one)}."
             for n, one in enumerate(told)]  # fmt: skip
    text = "\n\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Paragraph(at, at + len(line)))
        at += len(line) + 2
    article = Article(
        id, text, tuple(spans), title=f"Story {number}", published=published.isoformat(),
        published_basis="given", outlet="The Sample Post", language="en",
    )  # fmt: skip
    readings = [
        Reading(
            kind=kind,
            article=id,
            digest=article.digest,
            rule="benchmark",
            fields=one,
            evidence=(Evidence(id, span.start, span.end, text[span.start : span.end]),),
        )
        for (kind, one), span in zip(told, spans, strict=True)
    ]
    return article, readings


def _said(told: tuple[Kind, Fields]) -> str:
    fields = told[1]
    named: tuple[Participant, ...] = getattr(fields, "people", ()) or getattr(
        fields, "speakers", ()
    )
    return " and ".join(one.name for one in named) or str(told[0])


def _zipf(rng: random.Random, number: int) -> int:
    """A rank below `number`, the first ones far more often than the last."""
    return min(number - 1, int(number ** rng.random()) - 1)


def _fields(
    rng: random.Random, published: date, known: list[Participant], codes: list[str]
) -> Iterator[tuple[Kind, Fields]]:
    a, b = (codes[_zipf(rng, len(codes))] for _ in range(2))
    one, two = (known[_zipf(rng, len(known))] for _ in range(2))
    left, right = Participant(one.name, "President", a), Participant(two.name, "Minister", b)
    day = (published - timedelta(days=rng.randrange(4))).isoformat()
    topic = rng.choice(TOPICS)
    parties = tuple(sorted({a, b}))
    yield (
        Kind.MEETING,
        Meeting(
            rng.choice(list(Form)), Status.HELD, (left, right), parties, day, rng.choice(PLACES)
        ),
    )
    yield Kind.AGREEMENT, Agreement(
        rng.choice(list(AgreementType)), rng.choice(list(AgreementStatus)), parties, day, topic,
        people=(left,),
    )  # fmt: skip
    yield Kind.PAYMENT, Payment(
        Sum(Decimal(rng.randrange(1, 900) * 100_000), rng.choice(("USD", "EUR", "JPY"))),
        rng.choice(list(PaymentKind)), a, b, day, topic,
    )  # fmt: skip
    words = f"we want {topic} to grow by {rng.randrange(2, 90)} per cent in year {rng.random():.6f}"
    yield Kind.STATEMENT, Statement(words, rng.random() < 0.6, (left,), None, (a,), day)
    ahead = (published + timedelta(days=rng.randrange(5, 900))).isoformat()
    yield (
        Kind.MILESTONE,
        Milestone(rng.choice(list(MilestoneType)), f"end of {topic}", ahead, parties),
    )
    yield Kind.ROLE, Role(left.name, left.title or "", a)


if __name__ == "__main__":
    main()
