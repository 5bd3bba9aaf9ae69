"""What must never be wrong with anything that the bot says, whatever it was sent."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.workspace import Message, Workspace
from bot.workspace.blockkit import check_view
from bot.workspace.journal import Entry
from tests.soak.texts import MARK, SITE

Json = dict[str, Any]

_CALLS = re.compile(r"<!(?:channel|here|everyone|subteam)[^>]*>")
_LINKS = re.compile(r"<[^<>@#!][^<>]*>")
_HONEST = re.compile(r"<(https?://[^<>|]*)\|\1>")
_PEOPLE = re.compile(r"<@(\w+)")
_TRACES = re.compile(
    r"Traceback \(most recent|File \"[^\"]+\", line|site-packages|\w+\.py:\d+"
    r"|Something went wrong on my side|object at 0x"
)
_ERRORS = re.compile(r"\bERROR\b|\bCRITICAL\b|Traceback|\"level\": ?\"(?:error|critical)", re.I)
_RIGHTLY = ("Slack does not accept the bot token",)
"""What whoever runs Dateline has to be told: events say that its token is gone."""
_FORMS = ("invalid_blocks", "msg_", "no_text", "invalid_attachments", "invalid_metadata")
"""Refusals that say that what was sent is wrong in itself, and not its place."""
_ARGUMENTS = ("invalid_arguments", "invalid_payload", "invalid_json", "invalid_form_data")


def wrong_with_entries(
    entries: Iterable[Entry], workspace: Workspace, hidden: Iterable[str], asker: str
) -> Iterator[str]:
    """What is wrong with what the bot showed, a line each.

    `hidden` are words that must stand nowhere (tokens, paths); `asker` alone may be called.
    """
    for entry in entries:
        if entry.actor != "bot":
            continue
        if entry.message is not None and entry.kind in ("message", "changed"):
            message = entry.message
            # A message that is only changed calls nobody anew.
            yield from _calls(message, None if entry.kind == "changed" else asker)
            text = message.text if message.blocks else {"type": "mrkdwn", "text": message.text}
            yield from _shown([text, message.blocks, message.attachments], hidden)
        if entry.view is not None:
            yield from _shown([entry.view.content], hidden)


def _calls(message: Message, asker: str | None) -> Iterator[str]:
    called: list[str] = []
    people: list[str] = []
    for text in (message.text, *_living(message.blocks), *_living(message.attachments)):
        called += _CALLS.findall(text)
        people += _PEOPLE.findall(text)
    people += [str(one.get("user_id")) for one in _typed(message.blocks, "user")]
    for kind in ("broadcast", "usergroup"):
        called += [str(one) for one in _typed(message.blocks, kind)]
    for call in called:
        yield f"ping: {call}"
    if asker is not None and not message.ephemeral and not message.channel.startswith("D"):
        # Somebody of whom only the asker reads, there or in a direct message, is not called.
        for person in people:
            if person != asker:
                yield f"ping: <@{person}> in {message.channel}: {message.text[:100]!r}"


def _shown(parts: list[Any], hidden: Iterable[str]) -> Iterator[str]:
    said = json.dumps(parts, ensure_ascii=False)
    found = _TRACES.search(said)
    if found is not None:
        yield f"leak: {found[0]} in {_around(said, found.start())}"
    for secret in hidden:
        if secret in said:
            yield f"leak: something hidden in {_around(said, said.index(secret))}"
    for text in _followed(parts):
        if SITE in text.lower():
            yield f"link: {_around(text, text.lower().index(SITE))}"


def _around(said: str, at: int) -> str:
    return repr(said[max(0, at - 60) : at + 100])


def _living(part: Any) -> Iterator[str]:
    """Every text in blocks in which Slack makes links and mentions of what is written."""
    if isinstance(part, dict):
        if part.get("type") in ("mrkdwn", "markdown") and isinstance(part.get("text"), str):
            yield part["text"]
        for value in part.values():
            yield from _living(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _living(one)


def _followed(part: Any) -> Iterator[str]:
    """Every address that can be followed: given as one, marked up, or such that Slack sees it.

    In a text that is `verbatim` Slack makes links of what is marked up alone. One that is called
    by its address, as what the archive follows is, leads nobody astray.
    """
    if isinstance(part, dict):
        if isinstance(part.get("url"), str):
            yield part["url"]
        if part.get("type") in ("mrkdwn", "markdown") and isinstance(part.get("text"), str):
            text = _HONEST.sub("", part["text"])
            yield from _LINKS.findall(text) if part.get("verbatim") else [text]
        for value in part.values():
            yield from _followed(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _followed(one)


def _typed(part: Any, kind: str) -> Iterator[Json]:
    """Elements of rich text of a kind."""
    if isinstance(part, dict):
        if part.get("type") == kind and ("user_id" in part or kind != "user"):
            yield part
        for value in part.values():
            yield from _typed(value, kind)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _typed(one, kind)


def wrong_with_log(lines: Iterable[str], hidden: Iterable[str]) -> Iterator[str]:
    """What is wrong with lines of the log: errors, and what people typed, and secrets."""
    for line in lines:
        if _ERRORS.search(line) and not any(said in line for said in _RIGHTLY):
            yield f"log: {line[:300]}"
        if MARK.lower() in line.lower():
            yield f"log tells what was typed: {line[:300]}"
        if any(secret in line for secret in hidden):
            yield "log tells a secret"


def wrong_with_refusals(refused: Iterable[str], *, odd: bool) -> Iterator[str]:
    """What was refused because of its form; that of an odd request may name odd places."""
    codes = _FORMS if odd else _FORMS + _ARGUMENTS
    for line in refused:
        if any(code in line for code in codes):
            yield f"refused: {line[:300]}"


def wrong_with_ack(ack: Any, *, odd: bool) -> Iterator[str]:
    """What is wrong with the content of an acknowledgement."""
    if not isinstance(ack, dict):
        return
    view = ack.get("view")
    if view is not None:
        for problem in check_view(view):
            yield f"refused: {problem.line}"
        yield from _shown([view], ())
    if ack.get("response_action") == "errors" and not ack.get("errors"):
        yield "refused: no errors in response_action errors"
    options = ack.get("options")
    if options is not None and not odd:
        for one in options:
            label, value = one["text"]["text"], one["value"]
            if not 0 < len(label) <= 75 or not 0 < len(value) <= 150:
                yield f"refused: option {one!r}"[:200]
        if len(options) > 100:
            yield "refused: over 100 options"
