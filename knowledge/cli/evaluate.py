"""`evaluate`: how well articles are read, measured against facts that people marked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from knowledge.cli.gold import gold as as_read
from knowledge.cli.meters import progress
from knowledge.cli.terminal import Failure, Options, command, put, put_json
from knowledge.evaluation import KINDS, Figures, Interval, Matched, figures, macro, matched
from knowledge.model import Article, Reading

_TEXTS = (".txt", ".md", ".html")


@click.command("evaluate")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only this kind of fact.")
@click.option("--errors/--no-errors", default=True, help="List what is wrong, missed or too much.")
@command
def evaluate_command(
    folders: tuple[Path, ...], kind: tuple[str, ...], errors: bool, options: Options
) -> int:
    """Score what is read in articles against the facts marked in them.

    DIR holds a .json file of marked facts for each article, in the format that `extract` prints,
    and the article beside it (or one folder up) under the same name.
    """
    marked = [one for folder in folders for one in marked_in(folder)]
    if not marked:
        raise Failure("No marked articles (.json files with an article of the same name) there.")
    paths = [path for path, _ in marked]
    found = [as_read(*told) for told in extracted(paths, "Evaluating")]
    kinds = kind or KINDS
    results = {
        name: [
            matched(gold, facts, name, path.stem)
            for (path, gold), facts in zip(marked, found, strict=True)
        ]
        for name in kinds
    }
    scored = [figures(name, results[name]) for name in kinds]
    if options.as_json:
        put_json(_object(scored, results if errors else {}))
        return 0
    if errors:
        for line in (line for name in kinds for one in results[name] for line in _errors(one)):
            put(line)
        put("")
    for line in _table(scored, len(marked)):
        put(line)
    return 0


def marked_in(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The articles of a folder that have marked facts, with these."""
    if not folder.is_dir():
        raise Failure(f"{folder} is no folder of marked articles.")
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Failure(f"{path.name} can't be read as JSON: {error}") from error
        if not isinstance(gold, dict) or not any(name in gold for name in KINDS):
            continue
        yield _article(path), gold


def _article(path: Path) -> Path:
    beside = [path.with_suffix(suffix) for suffix in _TEXTS]
    above = [path.parent.parent / one.name for one in beside]
    found = next((one for one in (*beside, *above) if one.is_file()), None)
    if found is None:
        raise Failure(f"There is no article {path.stem}.txt, .md or .html for {path.name}.")
    return found


def extracted(paths: Sequence[Path], label: str) -> Iterator[tuple[Article, tuple[Reading, ...]]]:
    """The articles of these files with what is read in them, beside a progress bar."""
    from knowledge.extraction import Extractor, ModelProblem
    from knowledge.reading import Unreadable, read

    extractor = Extractor()
    with progress(len(paths), label) as bar:
        for path in paths:
            try:
                article = read(path)
                yield article, extractor.extract(article).readings
            except (ModelProblem, Unreadable) as problem:
                raise Failure(f"{path.name}: {problem}") from problem
            bar.update()


def _errors(one: Matched) -> Iterator[str]:
    """What differs in one article, a few lines for each fact."""
    for pair in one.pairs:
        if pair.differing:
            yield f"{one.article}: {one.kind} differs in {', '.join(pair.differing)}"
            yield f"    marked {_short(pair.gold)}"
            yield f"    found  {_short(pair.found)}"
    for row in one.missed:
        yield f"{one.article}: {one.kind} missed {_short(row)}"
    for row in one.extra:
        yield f"{one.article}: {one.kind} too much {_short(row)}"


def _short(row: Mapping[str, Any]) -> str:
    shown = {name: value for name, value in row.items() if value not in (None, [], "")}
    return json.dumps(shown, ensure_ascii=False)


def _table(scored: Sequence[Figures], articles: int) -> Iterator[str]:
    yield f"{articles} articles; 95 % intervals in brackets"
    yield (
        f"{'':11}{'marked':>7}{'found':>7}"
        f"{'precision':>19}{'recall':>19}{'F1':>19}{'strict F1':>19}"
    )
    for one in scored:
        columns = "".join(
            f"{_shown(i):>19}" for i in (one.precision, one.recall, one.f1, one.strict)
        )
        yield f"{one.kind:11}{one.marked:7}{one.found:7}{columns}"
    yield "fields right, of facts found:"
    for one in scored:
        if one.fields:
            told = ", ".join(f"{name} {_shown(value)}" for name, value in one.fields.items())
            yield f"  {one.kind}: {told}"
    f1, strict = macro(scored)
    yield f"mean over the kinds: F1 {f1:.3f}, strict F1 {strict:.3f}"


def _shown(value: Interval) -> str:
    return f"{value.value:.2f} ({value.low:.2f}–{value.high:.2f})"


def _object(scored: Sequence[Figures], results: Mapping[str, Sequence[Matched]]) -> dict[str, Any]:
    f1, strict = macro(scored)
    return {
        "macro_f1": f1,
        "macro_strict_f1": strict,
        "kinds": {
            one.kind: {
                "marked": one.marked,
                "found": one.found,
                **{
                    name: _bounds(getattr(one, name))
                    for name in ("precision", "recall", "f1", "strict")
                },
                "fields": {name: _bounds(value) for name, value in one.fields.items()},
            }
            for one in scored
        },
        "errors": [
            line for matches in results.values() for one in matches for line in _errors(one)
        ],
    }


def _bounds(value: Interval) -> list[float]:
    return [value.value, value.low, value.high]
