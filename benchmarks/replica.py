"""What a replica is worth: what is lost when a machine dies, and what that costs.

    python -m benchmarks.replica                  10 machines that die, and an ingest of the samples
    python -m benchmarks.replica --base PATH      and how long a base of yours takes to restore

The machine is a folder: the bot runs in it (HTTP mode, no Slack answers), articles are saved one
after the other by another process, all processes are killed (SIGKILL) at a random moment, the
folder is deleted, and the replica is restored into another. An article counts as acknowledged once
`save` has returned. With `--bot-only` Litestream is not killed, but has to notice by itself.
"""

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.base import Base
from knowledge.model import Article, Paragraph, ParagraphRole

ROOT = Path(__file__).parents[1]
WRITER = "--write"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Died:
    """A machine that died: articles acknowledged, lost, and how old the oldest lost one was (s)."""

    acknowledged: int
    lost: int
    age: float


def main() -> int:
    """Measure; 0 when no loss was older than the interval and what it takes to send."""
    parser = argparse.ArgumentParser(description="What a replica is worth.")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=1, help="DATELINE_REPLICA_SECONDS")
    parser.add_argument("--bot-only", action="store_true")
    parser.add_argument("--base", type=Path, help="a base to copy and restore")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument(WRITER, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write is not None:
        return write(asked.write)
    if shutil.which("litestream", path=Path(sys.executable).parent) is None:
        print("skipped: Litestream is not installed (requirements-litestream.txt)")
        return 0
    chance = random.Random(asked.seed)
    died = []
    for number in range(asked.kills):
        died.append(dies(asked.seconds, chance.uniform(2, 6), bot_only=asked.bot_only))
        print(f"kill {number + 1}: {died[-1]}", flush=True)
    if died:
        oldest = max(one.age for one in died)
        print(
            f"{len(died)} kills, an interval of {asked.seconds} s: "
            f"{sum(one.acknowledged for one in died):,} articles acknowledged, "
            f"{sum(one.lost for one in died):,} lost, the oldest {oldest:.2f} s before the kill"
        )
    costs(asked.seconds)
    if asked.base is not None:
        restoring(asked.base)
    return 0


def dies(seconds: int, after: float, *, bot_only: bool) -> Died:
    """Let a machine run for so long and die."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        disk, store = folder / "disk", folder / "store"
        disk.mkdir()
        store.mkdir()
        with machine(disk, store, seconds) as bot:
            with subprocess.Popen(
                [sys.executable, "-m", "benchmarks.replica", WRITER, str(disk / "dateline.db")],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            ) as writer:
                assert writer.stdout is not None
                saved = [json.loads(writer.stdout.readline())]
                time.sleep(after)
                everybody = [bot.pid, *descendants(bot.pid)]
                for pid in [bot.pid] if bot_only else everybody:
                    os.kill(pid, signal.SIGKILL)
                killed = time.time()
                writer.kill()
                saved += [json.loads(line) for line in writer.stdout if line.endswith("\n")]
            bot.wait()
            if bot_only:
                gone(everybody)
                killed = time.time()
            shutil.rmtree(disk, ignore_errors=True)
        there = articles(restored(store, folder / "new.db"))
        lost = [at for id, at in saved if id not in there]
        return Died(len(saved), len(lost), killed - min(lost) if lost else 0.0)


def write(path: Path) -> int:
    """Save articles until somebody ends this, and say which and when."""
    text = "The council met in the town hall and spoke of the bridge. " * 40
    with Base.open(path) as base:
        for number in range(1_000_000):
            id = f"story-{number}"
            words = f"{id}. {text}"
            base.save(Article(id, words, (Paragraph(0, len(words), ParagraphRole.BODY),)), ())
            print(json.dumps([id, time.time()]), flush=True)
    return 0


@contextmanager
def machine(disk: Path, store: Path, seconds: int) -> "Iterator[subprocess.Popen[bytes]]":
    """The bot in a folder, ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    bot = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")],
        cwd=disk,
        env={
            **kept,
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_SIGNING_SECRET": "unused",
            "SLACK_API_URL": "http://127.0.0.1:9/api/",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "DATELINE_DB": str(disk / "dateline.db"),
            "DATELINE_REPLICA": f"file://{store}",
            "DATELINE_REPLICA_SECONDS": str(seconds),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as said:
                    if said.status == 200:
                        break
            except OSError:
                pass
            if time.monotonic() > until or bot.poll() is not None:
                raise RuntimeError("the bot did not start")
            time.sleep(0.1)
        # Litestream begins last of all.
        while not any(store.rglob("*.ltx")):
            time.sleep(0.1)
        yield bot
    finally:
        bot.kill()
        bot.wait()


def costs(seconds: int) -> None:
    """What Litestream takes of processor and memory while the samples are read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        disk, store = folder / "disk", folder / "store"
        disk.mkdir()
        store.mkdir()
        with machine(disk, store, seconds) as bot:
            held = [pid for pid in descendants(bot.pid) if "litestream" in command(pid)]
            began, before = time.monotonic(), sum(map(processor, held))
            words = [sys.executable, "-m", "knowledge", "--db", str(disk / "dateline.db")]
            samples = ROOT / "knowledge" / "sample"
            subprocess.run(
                [*words, "ingest", str(samples)], cwd=ROOT, check=True, capture_output=True
            )
            took = time.monotonic() - began
            time.sleep(seconds + 1)
            spent = sum(map(processor, held)) - before
            memory = {command(pid).split()[0].rsplit("/", 1)[-1]: peak(pid) for pid in held}
            idle = sum(map(processor, held))
            time.sleep(20)
            idle = (sum(map(processor, held)) - idle) / 20
            bot.send_signal(signal.SIGTERM)
            ending = time.monotonic()
            bot.wait()
            ending = time.monotonic() - ending
    print(
        f"reading the samples ({took:.1f} s): {spent:.2f} s of processor time; peak memory "
        + ", ".join(f"{name} {size:.0f} MB" for name, size in memory.items())
        + f"; idle {100 * idle:.1f} % of a processor; the bot's end took {ending:.2f} s"
    )


def restoring(path: Path) -> None:
    """How long a base takes to copy and to restore, with Litestream and as a backup."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(path, folder / "big.db")
        Base.open(folder / "big.db").close()
        size = (folder / "big.db").stat().st_size / 1e6
        store = folder / "store"
        began = time.monotonic()
        subprocess.run(
            ["litestream", "replicate", "-once", "-config", str(configured(folder, store))],
            check=True,
            capture_output=True,
        )
        copied = time.monotonic() - began
        began = time.monotonic()
        restored(store, folder / "new.db")
        took = time.monotonic() - began
        began = time.monotonic()
        knowledge("--db", str(folder / "big.db"), "backup", str(folder / "backups"))
        backed = time.monotonic() - began
        began = time.monotonic()
        knowledge("--db", str(folder / "again.db"), "restore", str(folder / "backups"))
        back = time.monotonic() - began
        stored = sum(one.stat().st_size for one in store.rglob("*") if one.is_file()) / 1e6
    print(
        f"a base of {size:.0f} MB: first copy {copied:.1f} s ({stored:.0f} MB in the replica), "
        f"restored and checked in {took:.1f} s; backup {backed:.1f} s, restore {back:.1f} s"
    )


def configured(folder: Path, store: Path) -> Path:
    """Litestream's configuration for one run over a base."""
    path = folder / "once.json"
    replica = {"url": f"file://{store}/base"}
    path.write_text(json.dumps({"dbs": [{"path": str(folder / "big.db"), "replica": replica}]}))
    return path


def restored(store: Path, to: Path) -> Path:
    """Restore from the replica as a person would; where nothing was copied yet, nothing comes."""
    with suppressed():
        knowledge("--db", str(to), "restore", f"file://{store}")
    return to


@contextmanager
def suppressed() -> Iterator[None]:
    """A replica that holds nothing yet is a loss, and no failure of the measurement."""
    try:
        yield
    except subprocess.CalledProcessError as error:
        if b"holds no fact base" not in error.stderr:
            print(error.stderr.decode(), file=sys.stderr)
            raise


def knowledge(*words: str) -> None:
    """Run the command line."""
    subprocess.run(
        [sys.executable, "-m", "knowledge", *words], cwd=ROOT, check=True, capture_output=True
    )


def articles(path: Path) -> set[str]:
    """The ids of a base's articles."""
    if not path.exists():
        return set()
    with Base.open(path, readonly=True, create=False) as base:
        return set(base.article_ids())


def descendants(pid: int) -> list[int]:
    """The processes that a process began, and those that they began."""
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [one for child in map(int, own) for one in (child, *descendants(child))]


def command(pid: int) -> str:
    """The command of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def processor(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak(pid: int) -> float:
    """The most memory that a process has had, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def gone(pids: list[int]) -> None:
    """Wait until none of these processes runs any more."""
    until = time.monotonic() + 30
    while time.monotonic() < until and any(map(runs, pids)):
        time.sleep(0.05)


def runs(pid: int) -> bool:
    """Whether a process runs; one that ended and is not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
