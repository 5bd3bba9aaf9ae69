"""`rules`: the names of all rules, and the option by which they are switched off."""

import difflib

import click

from knowledge.cli.terminal import Options, command, put, put_json


def _known(ctx: click.Context, param: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, each of which must be that of a rule."""
    if not names:
        return names
    from knowledge.extraction import rule_names

    known = rule_names()
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean “{near[0]}”? " if near else ""
            listing = "All of them: python -m knowledge rules"
            raise click.BadParameter(f"there is no rule “{name}”. {hint}{listing}")
    return names


without_option = click.option(
    "--without",
    multiple=True,
    metavar="RULE",
    callback=_known,
    help="Switch a rule off; may be given several times. `rules` lists them.",
)


@click.command("rules")
@command
def rules_command(options: Options) -> int:
    """List all rules by which facts are read: one a line, with the kind of fact behind a tab."""
    from knowledge.extraction import KINDS

    rules = [(name, str(kind.kind)) for kind in KINDS for name in sorted(kind.rules())]
    if options.as_json:
        put_json([{"rule": name, "kind": kind} for name, kind in rules])
        return 0
    for name, kind in rules:
        put(f"{name}\t{kind}")
    return 0
