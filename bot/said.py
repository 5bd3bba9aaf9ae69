"""What a Slack message says, as plain prose: its words without markup, and what can't be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.render.text import clean
from knowledge.drafts import LONGEST

_READ = 4 * LONGEST
"""Characters of markup that are looked at."""

_FORM = re.compile(r"<([@#!]?)([^<>|]{0,3000})(?:\|([^<>]{0,3000}))?>")
_WRAPPED = re.compile(r"(?<![^\W_])([*_~`]{1,3})(?=\S)([^*_~`\n]*[^\s*_~`])\1(?![^\W_])")
_QUOTED = re.compile(r"^[ \t]*(?:(?:&gt;|>)[ \t]?)+", re.MULTILINE)
_ITEM = re.compile(r"\n[ \t]*(?:[•◦▪*-]|\d{1,2}[.)])[ \t]+")
_ENDED = re.compile(r"(?<=[.!?:…”\"’')\]])[ \t]*\n(?=\S)")
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a message, how many files hang on it, and whether words were left off.

    `foreign` words are of another language than those that are read for facts.
    """

    text: str
    files: int = 0
    cut: bool = False
    foreign: bool = False


def prose(text: str) -> Said:
    """Text as Slack sends it, as its author saw it: at most `LONGEST` characters.

    A line that ends as sentences do ends a paragraph, since people seldom leave lines empty there.
    """
    read = text[:_READ].replace("```", "\n")
    read = _FORM.sub(_shown, _QUOTED.sub("", read))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        read = read.replace(entity, sign)
    read = clean(read)
    for _ in range(3):  # *_both_*: one pair of marks a round
        read, changed = _WRAPPED.subn(r"\2", read)
        if not changed:
            break
    read = _ENDED.sub("\n\n", _ITEM.sub("\n\n", f"\n{read}")).strip()
    return Said(read[:LONGEST], cut=len(read) > LONGEST or len(text) > _READ)


def said_in(message: object) -> Said:
    """What a message of a payload says.

    People's words stand in its text. An app's text may be a mere summary of its blocks; what
    somebody forwarded is an attachment.
    """
    if not isinstance(message, dict):
        return Said("")
    text = message.get("text")
    own = text if isinstance(text, str) else ""
    shown = "\n\n".join(_in_blocks(message.get("blocks"), 0))
    written = (shown or own) if message.get("bot_id") else (own or shown)
    parts = [written, *_forwarded(message.get("attachments"), alone=not written.strip())]
    found = prose("\n\n".join(part for part in parts if part))
    files = message.get("files")
    return Said(found.text, len(files) if isinstance(files, list) else 0, found.cut)


def _shown(form: re.Match[str]) -> str:
    """What Slack shows of `<…>`; a mention or an address alone says nothing about the matter."""
    return form[3] or ""


def _forwarded(attachments: object, *, alone: bool) -> Iterator[str]:
    """The words of messages that are shared in this one, and of any attachment to an empty one."""
    for one in attachments if isinstance(attachments, list) else ():
        if not isinstance(one, dict):
            continue
        if alone or one.get("is_share") or one.get("is_msg_unfurl"):
            text = one.get("text")
            yield text if isinstance(text, str) else ""


def _in_blocks(blocks: object, depth: int) -> Iterator[str]:
    """The running text of blocks; small print and buttons are left out."""
    for block in blocks if isinstance(blocks, list) and depth < _DEPTH else ():
        if not isinstance(block, dict):
            continue
        match block.get("type"):
            case "section":
                fields = block.get("fields")
                found = [block.get("text"), *(fields if isinstance(fields, list) else ())]
                yield from (text for one in found if (text := _text(one)))
            case "header":
                yield _text(block.get("text"))
            case "markdown":
                yield _text(block)
            case "container":
                yield from _in_blocks(block.get("child_blocks"), depth + 1)
            case "rich_text":
                yield from _rich(block.get("elements"), depth + 1)


def _rich(elements: object, depth: int) -> Iterator[str]:
    """The paragraphs of rich text."""
    for one in elements if isinstance(elements, list) and depth < _DEPTH else ():
        if not isinstance(one, dict):
            continue
        inner = one.get("elements")
        if one.get("type") == "rich_text_list":
            yield from _rich(inner, depth + 1)
        elif isinstance(inner, list):
            yield "".join(_text(run) for run in inner if isinstance(run, dict))


def _text(element: object) -> str:
    text = element.get("text") if isinstance(element, dict) else None
    return text if isinstance(text, str) else ""
