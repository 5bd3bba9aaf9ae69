"""What is installed is what was chosen: pinned, by hash, from the one registry, under a licence
that lets the project be used, changed and given on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINNED = sorted(path.name for path in ROOT.glob("requirements*.txt"))
INSTALLS = re.compile(r"\bpip\b.{0,60}\binstall\b[^`\n]*\brequirements[\w-]*\.txt")

_PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[0-9][a-z0-9.+!]*)(?: ; [^\\]+)?")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")

ALLOWED = re.compile(
    r"(?:MIT(?:-CMU)?|0?BSD(?:-[23]-Clause)?|Apache(?:-2\.0| Software| License, Version 2\.0)?|ISC"
    r"|PSF-2\.0|Python Software Foundation|Zlib|CC0-1\.0|CNRI-Python|Public Domain"
    # Copyleft of single files, none of which is changed here.
    r"|MPL-2\.0|Mozilla Public|MPL-1\.1 OR GPL-2\.0-only OR LGPL-2\.1-or-later)\b"
)
ELSEWHERE = frozenset({"colorama", "pywin32"})
"""Packages that are for other systems than those that tests run on."""


@dataclass
class Pin:
    """One requirement as it stands in a file."""

    name: str
    version: str
    hashes: list[str] = field(default_factory=list)


@cache
def pins(file: str) -> tuple[Pin, ...]:
    """The requirements of a file; a line that is none fails."""
    return tuple(_pins(file))


def _pins(file: str) -> Iterator[Pin]:
    one: Pin | None = None
    for line in (ROOT / file).read_text("utf-8").splitlines():
        words = line.strip().removesuffix("\\").strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith("--hash="):
            assert one is not None and _HASH.fullmatch(words), line
            one.hashes.append(words)
            continue
        found = _PIN.fullmatch(words)
        # No index, no folder, no repository, no range.
        assert found is not None and not line.startswith(" "), f"{file}: {line}"
        if one is not None:
            yield one
        one = Pin(found["name"], found["version"])
    assert one is not None
    yield one


def test_there_are_files_of_pins_for_all_that_is_wanted() -> None:
    wanted = {path.name.replace(".in", ".txt") for path in ROOT.glob("requirements*.in")}
    assert wanted == set(PINNED) and "requirements.txt" in wanted


@pytest.mark.parametrize("file", PINNED)
def test_every_package_is_pinned_to_a_version_by_hash(file: str) -> None:
    found = pins(file)
    assert len(found) > 20
    assert [pin.name for pin in found if not pin.hashes] == []


def test_all_files_pin_the_same_versions() -> None:
    versions: dict[str, set[str]] = {}
    for file in PINNED:
        of: dict[str, list[str]] = {}
        for pin in pins(file):
            of.setdefault(pin.name, []).append(pin.version)
        for name, found in of.items():
            # Several where they depend on the version of Python.
            versions.setdefault(name, set()).add(",".join(sorted(found)))
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_nothing_tells_people_to_install_without_hashes() -> None:
    told = [
        (path.name, found[0])
        for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bot/**/*.py"),
                     *ROOT.glob("knowledge/**/*.py"), ROOT / "Makefile", ROOT / "app.py")
        for found in INSTALLS.finditer(path.read_text("utf-8"))
    ]  # fmt: skip
    assert len(told) > 2
    assert [one for one in told if "--require-hashes" not in one[1]] == []


def licence(name: str) -> str:
    """What a package says of its licence: the expression, else its classifiers, else a line."""
    told = metadata.metadata(name)
    classifiers = [
        one.split("::")[-1] for one in told.get_all("Classifier", []) if "License ::" in one
    ]
    return str(told["License-Expression"] or "; ".join(classifiers) or told["License"] or "")


def test_every_licence_lets_the_project_be_used_and_given_on() -> None:
    names = {pin.name for file in PINNED for pin in pins(file)} - ELSEWHERE
    odd = {}
    for name in sorted(names):
        try:
            said = licence(name)
        except metadata.PackageNotFoundError:
            continue  # an extra that is not installed here
        parts = [said] if ALLOWED.fullmatch(said.strip()) else re.split(r" AND | OR |; ", said)
        if not all(ALLOWED.match(part.strip()) for part in parts):
            odd[name] = said
    assert odd == {}


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8")))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
