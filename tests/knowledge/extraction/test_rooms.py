"""The rooms of extraction use each other in one direction, so that a change has one place."""

import ast
from pathlib import Path

import pytest

import knowledge.extraction

ROOMS = Path(knowledge.extraction.__file__).parent
STEPS = ("lexicon", "parsing", "named", "grammar", "people", "actors", "events", "scene")
KINDS = ("meetings", "milestones", "agreements", "payments", "roles", "statements")


def _rooms_used(file: Path) -> set[str]:
    modules: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            modules.append(node.module or "")
        elif isinstance(node, ast.Import):
            modules.extend(alias.name for alias in node.names)
    inside = [module.split(".") for module in modules if module.startswith("knowledge.extraction.")]
    return {parts[2] for parts in inside}


def _files(room: str) -> list[Path]:
    module = ROOMS / f"{room}.py"
    return [module] if module.exists() else [*(ROOMS / room).rglob("*.py")]


@pytest.mark.parametrize("room", STEPS)
def test_each_step_uses_only_the_steps_before_it(room: str) -> None:
    before = {*STEPS[: STEPS.index(room)], room}
    files = _files(room)
    assert files
    for file in files:
        assert _rooms_used(file) <= before, file


@pytest.mark.parametrize("room", KINDS)
def test_no_step_and_no_topic_knows_the_kinds(room: str) -> None:
    assert _files(room)
    for step in (*STEPS, "topics"):
        for file in _files(step):
            assert room not in _rooms_used(file), file
