"""How long the command line and the bot take to start, and the memory they then hold.

    python -m benchmarks.starting [--rounds 7] [--quick]

Over a base of the sample archive, each in a process of its own, in turn with the baselines: Python
alone, and Python with click and spaCy imported, which is what commands could do with at least.
Python's compiled files are written first, as any installation has them. Times are the median of
the rounds, of the processor and on the clock; "ready" is the first answer of `/healthz`.
"""

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Report, ratio, verdict

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "knowledge" / "sample"
PATIENCE = 120.0
ASK, BOT = "ask, a question", "bot, to ready"
MOST = {ASK: 0.5, BOT: 1.0}
"""Processor seconds that a start may take."""

WAYS: dict[str, list[str]] = {
    "Python alone": ["-c", "pass"],
    "Python, click": ["-c", "import click"],
    "Python, spaCy": ["-c", "import spacy"],
    "resolve, a country": ["-m", "knowledge", "resolve", "--kind", "country", "Japan"],
    "articles list": ["-m", "knowledge", "articles", "list"],
    "meetings Japan": ["-m", "knowledge", "meetings", "Japan"],
    ASK: ["-m", "knowledge", "ask", "Who met Joe Biden?"],
    "extract, one article": ["-m", "knowledge", "extract", str(SAMPLE / "sample-japan-grant.md")],
    BOT: ["app.py"],
}


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of the processor and on the clock, and megabytes at most."""

    processor: float
    clock: float
    memory: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="two rounds, kept nowhere")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder,
        Report("starting", "Starting", ("spacy", "click"), quick=options.quick) as report,
    ):
        environment = prepared(Path(folder))
        found: dict[str, list[Start]] = {name: [] for name in WAYS}
        for number in range(1 + (2 if options.quick else options.rounds)):
            for name, command in WAYS.items():
                # The first round writes what Python compiles, and is not counted.
                one = measured(name, command, environment)
                if number:
                    found[name].append(one)
        tell(report, found)


def prepared(folder: Path) -> dict[str, str]:
    """The environment of all starts: a base of the sample archive, and nothing of the caller's."""
    environment = {
        **{key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ},
        "DATELINE_DB": str(folder / "dateline.db"),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    run([*WAYS["Python alone"]], environment)
    run(["-m", "knowledge", "ingest", str(SAMPLE)], environment)
    return environment


def run(arguments: list[str], environment: dict[str, str]) -> None:
    """Run Python to its end."""
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def measured(name: str, command: list[str], environment: dict[str, str]) -> Start:
    """One start."""
    if name != BOT:
        return watched(lambda: run(command, environment))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return watched(lambda: bot(command, {**environment, "PORT": str(port)}, port))


def bot(command: list[str], environment: dict[str, str], port: int) -> None:
    """Begin the bot, wait until it is ready, and end it at once."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not ready(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"the bot did not start (status {process.poll()})")
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()


def ready(port: int) -> bool:
    """Whether the bot says that it is."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def watched(work: Callable[[], None]) -> Start:
    """What a process that `work` runs to its end takes; a process of ours apart for its peak."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            began = time.perf_counter()
            work()
            clock = time.perf_counter() - began
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            told = f"{used.ru_utime + used.ru_stime} {clock} {used.ru_maxrss / 1024}"
            os.write(write, told.encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    if not text:
        raise SystemExit("a start failed")
    return Start(*map(float, text.split()))


def tell(report: Report, found: dict[str, list[Start]]) -> None:
    """The table, and what was met."""
    alone = statistics.median(one.processor for one in found["Python alone"])
    rows = []
    for name, starts in found.items():
        processor = [one.processor for one in starts]
        middle = statistics.median(processor)
        spread = f"{min(processor):.2f}–{max(processor):.2f}"
        clock = statistics.median(one.clock for one in starts)
        memory = max(one.memory for one in starts)
        met = verdict(middle <= MOST[name]) if name in MOST else ""
        rows.append((name, middle, spread, clock, memory, ratio(middle, alone), met))
    report.table(
        ("start", "processor, s", "of rounds", "clock, s", "MB", "to Python", "target"), rows
    )
    targets = ", ".join(f"{name}: {most} s" for name, most in MOST.items())
    report.say(f"Targets, of the processor: {targets}.")


if __name__ == "__main__":
    main()
