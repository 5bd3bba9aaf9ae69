"""`check` and `doctor`: whether the fact base is sound, and what Dateline runs on."""

import importlib.metadata
import os
import platform
import sqlite3
from typing import Any

import click

from knowledge.base import Base, BaseProblem, State
from knowledge.cli.terminal import Options, command, put, put_json, reading, say
from knowledge.environment import READ_HERE

_PACKAGES = (
    "spacy", "trafilatura", "rapidfuzz", "sqlite-utils", "slack-bolt", "aiohttp", "click",
)  # fmt: skip
_SETTINGS = (
    "DATELINE_DB", *READ_HERE, "DATELINE_TIMEZONE", "PORT", "HOST", "SLACK_API_URL",
    "DATELINE_CHANNELS", "DATELINE_GUESTS", "DATELINE_SITES", "DATELINE_TEAMS", "DATELINE_EDITORS",
    "DATELINE_THREAD_DAYS", "DATELINE_GAPS", "DATELINE_GAPS_DAYS", "DATELINE_PROPOSALS_DAYS",
    "DATELINE_AMEND_DAYS", "DATELINE_RATE", "DATELINE_STALE_HOURS", "DATELINE_METRICS",
    "DATELINE_LOG", "DATELINE_LOG_LEVEL", "DATELINE_REPLICA_SECONDS",
)  # fmt: skip
_SECRETS = (
    "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET", "DATELINE_REPLICA",
)  # fmt: skip
"""Told as set or not. The address of a replica is refused with a password in it, but only then."""


@click.command("check")
@command
def check_command(options: Options) -> int:
    """Check the file and those beside it, sentences, search, totals, decisions, and the fold."""
    from knowledge.base.checks import check

    with reading(options) as base:
        findings = check(base.path, lambda step: say(f"checking: {step}"))
        state = _state(base)
    sound = state is not None and not any(finding.problems for finding in findings)
    if options.as_json:
        put_json(
            {
                "sound": sound,
                "checks": [
                    {"name": f.name, "checked": f.checked, "problems": list(f.problems)}
                    for f in findings
                ],
                "articles": state and state.articles,
                "versions": state and state.versions,
                "people": state and state.people,
                "facts": state and dict(state.facts),
            }
        )
        return 0 if sound else 1
    for finding in findings:
        said = "sound" if not finding.problems else f"{len(finding.problems)} problems"
        put(f"{finding.name}: {finding.checked:,} checked, {said}")
        for problem in finding.problems:
            put(f"  {problem}")
    if state is not None:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in state.facts.items()) or "none"
        put(f"{state.articles:,} articles in {state.versions:,} versions; facts: {kinds}")
    if not sound:
        _advise({finding.name for finding in findings if finding.problems})
    return 0 if sound else 1


def _state(base: Base) -> State | None:
    """What the base holds; None where it is too damaged to say."""
    try:
        return base.status()
    except BaseProblem:
        return None


_FOLDED = frozenset({"fold", "copies", "decisions", "kinds"})
"""What is made of articles and decisions, and so can be made anew from them."""


def _advise(wrong: set[str]) -> None:
    if "file" not in wrong and _FOLDED & wrong:
        say(
            "Articles and decisions may be sound. Make anew what follows from them, and look again:"
        )
        say("  python -m knowledge rebuild --fold-only && python -m knowledge check")
        say("If that does not mend it, put back a backup:")
    else:
        say("Stop the bot, and put back a backup; what is there now is put aside:")
    say("  python -m knowledge restore FROM --replace")


@click.command("doctor")
@command
def doctor_command(options: Options) -> int:
    """Say which language model, packages, files and settings are in use, and what is amiss."""
    report: dict[str, Any] = {
        "model": _model(),
        "base": _base(options),
        "versions": _versions(),
        "settings": _settings(),
    }
    problems = [part["problem"] for part in (report["model"], report["base"]) if "problem" in part]
    if options.as_json:
        put_json({**report, "problems": problems})
        return 1 if problems else 0
    for name, part in report.items():
        put(f"{name}:")
        for key, value in part.items():
            put(f"  {key}: {value}")
    return 1 if problems else 0


def _model() -> dict[str, Any]:
    from knowledge.extraction.parsing.model import ModelProblem, describe

    try:
        info = describe()
    except ModelProblem as problem:
        return {"problem": str(problem)}
    found: dict[str, Any] = {"name": info.name, "version": info.version, "spacy": info.spacy}
    if info.official is None:
        found["files"] = "nothing official to compare with"
    elif info.official:
        found["files"] = "identical to the official en_core_web_sm"
    else:
        found["files"] = "differ from the official ones: " + ", ".join(info.differing)
        found["problem"] = "The files of the language model are not the official ones."
    return found


def _base(options: Options) -> dict[str, Any]:
    from knowledge.extraction.parsing.parses import beside

    found: dict[str, Any] = {"path": str(options.db.absolute())}
    try:
        with Base.open(options.db, readonly=True, create=False) as base:
            state = base.status()
            waiting = base.waiting()
    except BaseProblem as problem:
        return {**found, "problem": str(problem)}
    found |= {
        "articles": state.articles,
        "facts": sum(state.facts.values()),
        "last ingest": state.last_ingest or "never",
        "read with": state.reader or "nothing yet",
    }
    if waiting:
        found["under embargo"] = f"{len(waiting)}, the next until {waiting[0].until}"
    parses = beside(options.db)
    if parses.exists():
        found["parses"] = f"{parses} ({parses.stat().st_size / 1e6:,.1f} MB; may be deleted)"
    unread = {code: n for code, n in state.languages.items() if code != "en"}
    if unread:
        found["not read"] = ", ".join(f"{n} in “{code}”" for code, n in unread.items())
    return found


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = "missing"
    return versions


def _settings() -> dict[str, str]:
    """Settings as they are; of secrets only whether they are set."""
    found = {name: os.environ.get(name) or "not set" for name in _SETTINGS}
    return found | {name: "set" if os.environ.get(name) else "not set" for name in _SECRETS}
