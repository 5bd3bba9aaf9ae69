"""The buttons that export an answer, and the files that they bring."""

import io
from dataclasses import dataclass, replace
from datetime import date

from bot.ids import Action, Form
from bot.render.blocks import Element, button, confirmed
from bot.render.text import Mrkdwn, bold, escape, join, literal, mention
from bot.values import encode_export
from knowledge.language.compose import typed
from knowledge.model import Answer, Query
from knowledge.wording import icalendar, spreadsheet
from knowledge.wording.texts import count

_LABELS = {Form.CSV: "Export as CSV", Form.CALENDAR: "Export as calendar"}
_TITLE = 150


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload: its name, what it is called in Slack, and what is said with it.

    `alt` tells in words what a picture shows; "" for what is none.
    """

    name: str
    content: bytes
    title: str
    said: Mrkdwn
    alt: str = ""


def exports(answer: Answer, query: Query, *, private: bool) -> list[Element]:
    """A button for each form that an answer can be exported as.

    Of an answer that only one person sees, the button says who will see the file.
    """
    text = typed(replace(query, page=1))
    buttons = []
    for form in Form:
        value = encode_export(text, form)
        if value is None or not _is_of_use(answer, form):
            continue
        made = button(_LABELS[form], Action.EXPORT, value, key=form)
        buttons.append(openly(made) if private else made)
    return buttons


def openly(element: Element) -> Element:
    """A button that says before it is pressed that everybody will see what it brings."""
    return confirmed(
        element,
        "Put a file into this channel?",
        "Everybody here will see it. Where I am no member of the channel, it comes to our direct "
        "message instead.",
        "Export",
    )


def _is_of_use(answer: Answer, form: Form) -> bool:
    """Whether the page shown has something for such a file; a calendar needs days."""
    if form is Form.CALENDAR:
        return any(icalendar.missing(fact) is None for fact in answer.facts)
    return bool(answer.facts)


def export_file(answer: Answer, form: Form, today: date, person: str) -> File | None:
    """The file of an answer; None where it would be empty.

    Args:
        answer: with all the facts that go into the file.
        form: what to make of it.
        today: for the name of the file.
        person: the user id of whoever exports it.
    """
    if not answer.facts or answer.query is None:
        return None
    told = count(answer.total, "fact", complete=answer.complete)
    beyond = answer.total > len(answer.facts)
    notes = [f"The first {len(answer.facts):,} of {told}." if beyond else f"{told}."]
    if form is Form.CALENDAR:
        written = io.StringIO()
        calendar = icalendar.write(written, answer.facts)
        if not calendar.events:
            return None
        left = icalendar.left_words(calendar)
        if left:
            notes += [f"{count(calendar.events, 'event')}.", left]
        content = written.getvalue().encode("utf-8", "replace")
    else:
        # Without the mark, spreadsheets take UTF-8 for the code page of the machine.
        content = spreadsheet.table(answer.facts).encode("utf-8-sig", "replace")
    about = answer.understood or "Facts"
    said = join(" ", bold(about, 400), *(escape(note) for note in notes))
    return File(
        name=f"dateline-{answer.query.command}-{today.isoformat()}.{form}",
        content=content,
        title=literal(" ".join(about.split()), _TITLE) or "Facts",
        said=join(" ", said, escape("Exported by"), mention(person)),
    )
