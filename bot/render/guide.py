"""Help, the state of the archive, and single sentences."""

from bot.render import limits
from bot.render.blocks import Block, Message, context, section
from bot.render.text import Mrkdwn, bold, code, escape, join
from knowledge.commands import COMMANDS, DATELINE, Command


def notice(said: str) -> Message:
    """One of our own sentences (`bot.messages`), which may hold mrkdwn."""
    return Message(Mrkdwn(said), (section(Mrkdwn(said)),))


def help_message(command: Command | None = None) -> Message:
    """How to ask: all commands, or one of them with every example."""
    shown = COMMANDS if command is None else (command,)
    examples = 3 if command is None else 10
    blocks = [section(_intro()), *(_command(one, examples) for one in shown)]
    blocks.append(context(_elsewhere()))
    text = join("\n", _intro(), *(_line(one) for one in shown))
    return Message(text, tuple(limits.fit(blocks)))


def _intro() -> Mrkdwn:
    return join(
        " ",
        bold("Dateline"),
        escape("answers from the newsroom's own articles, each answer with its sentence."),
    )


def _elsewhere() -> Mrkdwn:
    return join(
        "\n",
        escape("In a thread, mention me with the same words; in a direct message just type them."),
        escape("Answers to a command are seen by you alone until you share them."),
        join(
            "",
            escape("Where another app has a name already, put "),
            code(f"/{DATELINE.name}"),
            escape(" in front: "),
            code(f"/{DATELINE.name} meetings Japan"),
        ),
    )


def _line(command: Command) -> Mrkdwn:
    return join(" – ", code(f"/{command.name}"), escape(command.summary))


def _command(command: Command, examples: int) -> Block:
    usage = code(f"/{command.name} {command.usage}")
    shown = [code(f"/{command.name} {example}") for example in command.examples[:examples]]
    return section(join("\n", join(" – ", usage, escape(command.summary)), join("  ", *shown)))
