"""`calibrate`: what facts are said to be sure by, fitted and judged on marked articles."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from knowledge.cli.evaluate import extracted, marked_in
from knowledge.cli.gold import rows_of
from knowledge.cli.terminal import Failure, Options, command, put, put_json
from knowledge.confidence.weighing import FIRM, cautious
from knowledge.evaluation.figures import Interval
from knowledge.evaluation.fitting import (
    UNMEASURED,
    Bin,
    as_toml,
    cross_validated,
    fit,
    rate,
    reliability,
)
from knowledge.evaluation.judging import Judged, judged


@click.command("calibrate")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--unseen",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Marked articles beside which no rule was mended; may be given several times.",
)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the table fitted on all sets, as TOML.",
)
@command
def calibrate_command(
    folders: tuple[Path, ...], unseen: tuple[Path, ...], save: Path | None, options: Options
) -> int:
    """Judge how sure facts are said to be, against the facts marked in articles.

    DIR are sets of marked articles, as `evaluate` takes them. Each set is judged by a table that
    was fitted on all others, so two sets at least are needed.
    """
    sets = [(folder, True) for folder in folders] + [(folder, False) for folder in unseen]
    if len({folder.resolve() for folder, _ in sets}) < max(2, len(sets)):
        raise Failure("Give two or more different folders of marked articles: DIR and --unseen DIR")
    readings = [
        one
        for number, (folder, familiar) in enumerate(sets, start=1)
        for one in _judged(folder, f"{number}. {folder.name}", familiar=familiar)
    ]
    if not readings:
        raise Failure("Nothing was read in these articles that could be judged.")
    tried = [(one, cautious(chance)) for one, chance in cross_validated(readings, UNMEASURED)]
    if save is not None:
        _write(save, as_toml(fit(readings, UNMEASURED), readings))
    if options.as_json:
        put_json(_object(tried))
        return 0
    for line in _report(tried):
        put(line)
    return 0


def _judged(folder: Path, group: str, *, familiar: bool) -> Iterator[Judged]:
    marked = list(marked_in(folder))
    paths = [path for path, _ in marked]
    for (path, gold), (article, readings) in zip(
        marked, extracted(paths, f"Reading {folder.name}"), strict=True
    ):
        told = rows_of(article, readings)
        yield from judged(gold, told, article=path.stem, group=group, familiar=familiar)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{path} can't be written: {error.strerror}") from error


Tried = Sequence[tuple[Judged, float]]


def _parts(tried: Tried) -> Iterator[tuple[str, Tried]]:
    yield "all sets", tried
    fresh = [(one, p) for one, p in tried if not one.familiar]
    if fresh and len(fresh) < len(tried):
        yield "unseen sets", fresh


def _report(tried: Tried) -> Iterator[str]:
    yield "Each set by a table fitted on all others; right: wholly, as the strict figures count."
    for name, some in _parts(tried):
        yield ""
        yield f"{name}, {len(some):,} facts"
        yield f"{'said':>11}{'facts':>8}{'mean said':>12}{'right':>20}"
        for one in reliability(some):
            yield f"{one.low:5.2f}–{one.high:5.2f}{one.number:8}{one.said:12.2f}{_shown(one):>20}"
        number = sum(p >= FIRM for _, p in some)
        yield f"at {FIRM} or more: {number:,} facts, right {_interval(rate(some, FIRM))}"
    yield ""
    yield f"{'set':30}{'facts':>8}{f'at {FIRM}':>8}{'right of these':>20}"
    for group in dict.fromkeys(one.group for one, _ in tried):
        some = [(one, p) for one, p in tried if one.group == group]
        number = sum(p >= FIRM for _, p in some)
        yield f"{group:30}{len(some):8}{number:8}{_interval(rate(some, FIRM)):>20}"
    for kind in dict.fromkeys(one.kind for one, _ in tried):
        some = [(one, p) for one, p in tried if one.kind is kind]
        number = sum(p >= FIRM for _, p in some)
        yield f"{kind:30}{len(some):8}{number:8}{_interval(rate(some, FIRM)):>20}"


def _shown(one: Bin) -> str:
    return _interval(one.right) if one.number else "–"


def _interval(one: Interval) -> str:
    return f"{one.value:.2f} ({one.low:.2f}–{one.high:.2f})"


def _object(tried: Tried) -> dict[str, Any]:
    return {
        name: {
            "facts": len(some),
            "firm": {
                "from": FIRM,
                "facts": sum(p >= FIRM for _, p in some),
                "right": _bounds(rate(some, FIRM)),
            },
            "bins": [
                {
                    "from": one.low,
                    "to": one.high,
                    "facts": one.number,
                    "said": one.said,
                    "right": _bounds(one.right),
                }
                for one in reliability(some)
            ],
        }
        for name, some in _parts(tried)
    }


def _bounds(one: Interval) -> list[float]:
    return [one.value, one.low, one.high]
