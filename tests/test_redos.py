"""No regular expression takes much longer on a text made against it than on any other.

All expressions of the project are looked for, each is run as the project runs it against strings
made from it (`tests.attacks`), and where that takes long, doubling the string must not take four
times as long. What is measured is the processor time of this thread, the least of several.
"""

import ast
import importlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.attacks import ENDS, attacks

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 800
SHORT = 24
"""Characters on which an expression whose time doubles with each of them is found out already."""

ATTACKS = 40
NOTEWORTHY = 0.0006
"""Seconds of processor time that no expression needs for so many characters that is linear."""

GROWTH = 2.6
"""How much longer twice as long a text may take."""

BOUNDED = {
    "knowledge.extraction.named.outlets._HOST": (1_000, "the name of an outlet"),
    "knowledge.extraction.parsing.datelines._DATELINE": (90, "the beginning of a paragraph"),
    "knowledge.language.named._AND": (2_000, "the text of a query"),
    "knowledge.language.named._COMMA": (2_000, "the text of a query"),
    "knowledge.names.parties._TURNED": (90, "a name"),
    "knowledge.reading.datelines._DASH": (100, "the beginning of a paragraph"),
    "knowledge.reading.datelines._LABEL_END": (90, "a short line"),
    "knowledge.reading.layout._END_MARK": (12, "the end of a paragraph"),
    "knowledge.reading.roles._PAIR": (250, "a line that may be a headline"),
}
"""Expressions that are run on short strings only, how long those are, and what they are."""

AT_MOST = 0.15
"""Seconds of processor time that such an expression may take on the longest of its strings."""

METHODS = frozenset(
    {"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "scanner"}
)
USES = re.compile(rf"\b[A-Z_]{{2,}}\.(?:{'|'.join(sorted(METHODS))})\b")
BUILT = frozenset(
    {
        "bot.digests.words",
        "bot.ids",
        "bot.workspace.blockkit.elements",
        "bot.workspace.choosing",
        "bot.workspace.typed",
        "knowledge.answers.questions.definitions",
        "knowledge.answers.questions.essentials",
        "knowledge.answers.questions.timing",
        "knowledge.base.backups",
        "knowledge.extraction.agreements.wording",
        "knowledge.extraction.named.parties",
        "knowledge.extraction.parsing.quick_ruler",
        "knowledge.extraction.payments.printed",
        "knowledge.questions.parts",
        "knowledge.questions.smalltalk",
        "knowledge.questions.threads",
        "knowledge.reading.events",
        "knowledge.safekeeping.backup",
        "knowledge.wording.addresses",
    }
)
"""Modules that make expressions while they run: of words that they escape, or of their own parts.

Each of them was read; who makes another looks at what it does with a long text, and adds it here.
"""

_ANYHOW = frozenset({"search"})
Run = Callable[[str], object]


@cache
def sources() -> list[tuple[str, ast.Module, bool]]:
    """The modules that make expressions, or use those of others: name, tree, and which of both."""
    found = []
    for room in ("bot", "knowledge"):
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text("utf-8")
            makes = "import re\n" in text
            if path.name != "__main__.py" and (makes or USES.search(text)):
                parts = path.relative_to(ROOT).with_suffix("").parts
                name = ".".join(parts).removesuffix(".__init__")
                found.append((name, ast.parse(text), makes))
    return found


@cache
def expressions() -> dict[str, tuple[re.Pattern[str], frozenset[str]]]:
    """Every expression under its name, with the ways in which it is run."""
    ways: dict[str, set[str]] = defaultdict(set)
    named: dict[tuple[str, int], tuple[re.Pattern[str], list[str]]] = {}
    for module, tree, makes in sources():
        for name, method in _uses(module, tree):
            ways[name].add(method)
        if not makes:
            continue
        for name, value in vars(importlib.import_module(module)).items():
            for pattern in _patterns(value, 3):
                key = (str(pattern.pattern), pattern.flags)
                named.setdefault(key, (pattern, []))[1].append(f"{module}.{name}")
        for where, method, literal, flags in _inline(tree):
            pattern = re.compile(literal, flags)
            key = (str(pattern.pattern), pattern.flags)
            name = f"{module}:{where}"
            ways[name].add(method)
            named.setdefault(key, (pattern, []))[1].append(name)
    return {
        min(names): (pattern, frozenset[str]().union(*(ways[name] for name in names)) or _ANYHOW)
        for pattern, names in named.values()
    }


def _patterns(value: object, deep: int) -> Iterator[re.Pattern[str]]:
    """The expressions in a value of a module, and in what it holds."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif deep and isinstance(value, dict):
        for one in value.values():
            yield from _patterns(one, deep - 1)
    elif deep and isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _patterns(one, deep - 1)


def _uses(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Which names of modules are used how: by a method, or in a way that can't be followed."""
    imported = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    followed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            owner = node.value
            if isinstance(owner, ast.Name):
                followed.add(id(owner))
                yield imported.get(owner.id, f"{module}.{owner.id}"), node.attr
            elif isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name):
                yield f"{imported.get(owner.value.id)}.{owner.attr}", node.attr
    loaded = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and id(node) not in followed
    )
    for node in loaded:
        yield imported.get(node.id, f"{module}.{node.id}"), "search"


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls of `re` within functions, whose expressions no module holds."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                    f"re.{method}" for method in METHODS | {"compile"}
                }:
                    yield node


def _inline(tree: ast.Module) -> Iterator[tuple[int, str, str, int]]:
    for call in _calls(tree):
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            method = call.func.attr if isinstance(call.func, ast.Attribute) else "search"
            ignores = any(part in ast.unparse(call) for part in ("re.I)", "IGNORECASE"))
            flags = re.IGNORECASE if ignores else 0
            yield call.lineno, "search" if method == "compile" else method, first.value, flags


def _runs(pattern: re.Pattern[str], ways: frozenset[str]) -> list[Run]:
    """How the project runs an expression."""
    runs: list[Run] = []
    if "match" in ways:
        runs.append(pattern.match)
    if "fullmatch" in ways:
        runs.append(pattern.fullmatch)
    if ways - {"match", "fullmatch"}:
        runs.append(lambda text: sum(1 for _ in pattern.finditer(text)))
    return runs


def _takes(run: Run, text: str, times: int = 1) -> float:
    least = float("inf")
    for _ in range(times):
        before = time.thread_time()
        run(text)
        least = min(least, time.thread_time() - before)
    return least


def _made(before: str, unit: str, end: str, length: int) -> str:
    return before + unit * (length // len(unit) + 1) + end


def _is_slow(run: Run, before: str, unit: str, end: str) -> bool:
    if _takes(run, _made(before, unit, end, SHORT)) > NOTEWORTHY * 10:
        return True
    if _takes(run, _made(before, unit, end, LENGTH)) < NOTEWORTHY:
        return False
    once = _takes(run, _made(before, unit, end, 2 * LENGTH), 3)
    twice = _takes(run, _made(before, unit, end, 4 * LENGTH), 2)
    return once >= NOTEWORTHY and twice > GROWTH * once


def _slow(pattern: re.Pattern[str], ways: frozenset[str]) -> tuple[str, str, str] | None:
    for run in _runs(pattern, ways):
        for before, unit in attacks(pattern, ATTACKS):
            for end in ENDS:
                if _is_slow(run, before, unit, end):
                    return before, unit, end
    return None


def test_the_expressions_are_found() -> None:
    assert len(expressions()) > 300
    assert set(BOUNDED) <= set(expressions())


def test_a_bad_expression_is_known() -> None:
    for bad in (r"\s+$", r"(?:a|aa)+$", r"[\d.,]+ million", r"(\w+\s?)*$"):
        assert _slow(re.compile(bad), frozenset({"search"})) is not None, bad
    assert _slow(re.compile(r"\s++x"), frozenset({"match"})) is None


def test_no_expression_takes_four_times_as_long_on_twice_the_text() -> None:
    slow = {
        name: found
        for name, (pattern, ways) in expressions().items()
        if name not in BOUNDED and (found := _slow(pattern, ways)) is not None
    }
    assert slow == {}


@pytest.mark.parametrize("name", BOUNDED)
def test_what_is_run_on_short_strings_only_takes_little_on_the_longest(name: str) -> None:
    pattern, ways = expressions()[name]
    length = BOUNDED[name][0]
    for run in _runs(pattern, ways):
        for before, unit in attacks(pattern, ATTACKS):
            assert _takes(run, _made(before, unit, "\0", length)[:length]) < AT_MOST


def test_expressions_that_are_made_while_running_are_known() -> None:
    making = {
        module
        for module, tree, _ in sources()
        for call in _calls(tree)
        if not isinstance(call.args[0], ast.Constant)
    }
    assert making == BUILT
