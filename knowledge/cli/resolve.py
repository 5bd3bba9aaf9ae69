"""`resolve`: names → party codes or person ids."""

import sys
from collections.abc import Callable, Iterable, Iterator

import click

from knowledge.cli.terminal import Options, command, put_json, reading
from knowledge.names import Resolution

_LONGEST_LINE = 100_000
_READ = 2_000

Resolver = Callable[[str], Resolution]


@click.command("resolve")
@click.argument("text", nargs=-1)
@click.option("--kind", type=click.Choice(["country", "person"]), required=True)
@click.option("--batch", is_flag=True, help="One name a line on stdin, one line each on stdout.")
@command
def resolve_command(text: tuple[str, ...], kind: str, batch: bool, options: Options) -> int:
    """Tell whom or what a name means: ID<TAB>SCORE, several ids when ambiguous, or a dash."""
    if bool(text) == batch:
        raise click.UsageError("Give a name, or --batch with names on stdin.")
    names = _stdin() if batch else iter([" ".join(text)])
    if kind == "country":
        from knowledge.names.parties import load

        return _resolved(names, load().resolve, options)
    with reading(options) as base:
        return _resolved(names, base.names.person, options)


def _resolved(names: Iterable[str], resolver: Resolver, options: Options) -> int:
    for name in names:
        found = resolver(name[:_READ])
        if options.as_json:
            put_json(_object(name, found))
        else:
            sys.stdout.write(_line(found) + "\n")
            sys.stdout.flush()
    return 0


def _stdin() -> Iterator[str]:
    """The lines of stdin, each as soon as it is there; an overlong one counts as one."""
    rest = False
    for raw in iter(lambda: sys.stdin.readline(_LONGEST_LINE), ""):
        if not rest:
            yield raw.rstrip("\n")
        rest = not raw.endswith("\n")


def _line(found: Resolution) -> str:
    if not found.candidates:
        return "-"
    shown = found.candidates if found.ambiguous else found.candidates[:1]
    return f"{'|'.join(one.id for one in shown)}\t{shown[0].score:.3f}"


def _object(name: str, found: Resolution) -> dict[str, object]:
    return {
        "query": name,
        "ambiguous": found.ambiguous,
        "candidates": [
            {"id": one.id, "name": one.name, "score": one.score} for one in found.candidates
        ],
    }
