"""The search window: a form for each command, and what was filled in, read back."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.ids import Action, Callback, Input
from bot.render import inputs
from bot.render.blocks import Block, Element, context
from bot.render.blocks import form as form_view
from bot.render.text import code, escape, join
from knowledge import commands
from knowledge.commands import Command
from knowledge.language import forms
from knowledge.language.forms import Choice, Field, Filled, Form, More

_LABELS = {
    Field.PARTIES: "Countries and organisations",
    Field.PEOPLE: "People",
    Field.OFFICES: "Title",
    Field.GIVER: "From",
    Field.RECEIVER: "To",
    Field.PLACE: "Place",
    Field.OCCASION: "Occasion",
    Field.TOPIC: "Topic",
    Field.SINCE: "From day",
    Field.UNTIL: "To day",
    Field.AS_OF: "As seen on",
}
_PLACEHOLDERS = {
    Field.PARTIES: "Type a name or a code: Japan, JP",
    Field.PEOPLE: "Type a part of a name",
    Field.OFFICES: "Prime Minister, with the country above",
    Field.GIVER: "The country or body that gave",
    Field.RECEIVER: "The country or body that received",
    Field.PLACE: "Phnom Penh",
    Field.OCCASION: "ASEAN Summit",
    Field.TOPIC: "Words of the fact or its sentences",
    Field.SINCE: "The first day",
    Field.UNTIL: "The last day",
    Field.AS_OF: "What lay ahead on this day",
}
_CHOICES = {
    "forms": ("Kind of meeting", "Visit, call, summit …"),
    "statuses": ("Held or planned?", "Held, planned or cancelled"),
    "manners": ("Whose words?", "In their own words, or reported"),
    "agreement_types": ("Kind of agreement", "Treaty, MoU, loan …"),
    "agreement_stages": ("How far it has come", "Signed, in force, planned …"),
    "payment_kinds": ("What the money is", "Grant, loan, investment …"),
    "payment_stages": ("Still to come?", "Only what is planned"),
    "currencies": ("Currency", "Type a name or a code: yen, USD"),
    "milestone_types": ("Kind of event", "Anniversary, deadline …"),
    "kinds": ("Only", "Meetings, deals, money …"),
}
_ANY = ("Only", "All")
_TICKS = {
    More.UNDATED: ("Include undated facts", "Choosing days leaves them out otherwise."),
    More.SIDELINES: ("Only on the sidelines", "Meetings beside a summit or another occasion."),
}

EMPTY_SHOWS_ALL = "Leave everything empty to see all."


def search_modal(command: Command, kept: str, *, choosing: bool = False) -> dict[str, Any]:
    """The form of a command.

    Args:
        command: one that searches (`knowledge.language.forms.SEARCHES`).
        kept: where to answer (`bot.places`), which comes back with the form.
        choosing: offer the other commands too.
    """
    form = forms.form_of(command.name)
    blocks: list[Block] = [_command_block(command)] if choosing else []
    typed = code(f"/{command.name} {command.examples[0]}")
    said = escape(command.summary + "." if choosing else f"{command.summary}. {_empty(form)}")
    blocks.append(context(join(" ", said, escape("By hand:"), typed)))
    blocks += [_field(field) for field in form.fields]
    blocks += [_choice(choice) for choice in form.choices]
    blocks += [_more(form.more)] if form.more else []
    title = "Search the archive" if choosing else _title(command)
    callback = Callback.SEARCH.of(command.name)
    return form_view(title, blocks, callback, send="Search", carries=kept)


def _empty(form: Form) -> str:
    return "" if form.needed else EMPTY_SHOWS_ALL


def _command_block(command: Command) -> Block:
    offered = [_command_option(one) for one in forms.SEARCHES]
    element = inputs.select(
        Action.COMMAND, offered, "What to look for", chosen=_command_option(command)
    )
    block = inputs.input_block(Input.COMMAND, "What are you looking for?", element)
    return inputs.dispatching({**block, "optional": False})


_NAMES = {
    commands.WHOIS.name: "People",
    commands.DEALS.name: "Agreements",
    commands.UPCOMING.name: "What lies ahead",
    commands.FACTS.name: "Facts and sentences",
}


def _name(command: Command) -> str:
    """What a command looks for, in the words of people."""
    return _NAMES.get(command.name, command.name.capitalize())


def _title(command: Command) -> str:
    # Slack cuts titles of more than 24 characters.
    name = _name(command) if command is not commands.FACTS else command.name
    return f"Search {name[:1].lower()}{name[1:]}" if command is not commands.TIMELINE else name


def _command_option(command: Command) -> Element:
    return inputs.option(_name(command), command.name, command.summary)


def _field(field: Field) -> Block:
    hint = ""
    match field:
        case Field.PARTIES:
            element = inputs.lookup(Action.PARTY, _PLACEHOLDERS[field], several=forms.NAMES)
        case Field.PEOPLE:
            element = inputs.lookup(Action.PERSON, _PLACEHOLDERS[field], several=forms.NAMES)
        case Field.OFFICES:
            titles = inputs.options(forms.offices())
            element = inputs.select(Action.FILTER, titles, _PLACEHOLDERS[field], several=True)
        case Field.GIVER | Field.RECEIVER:
            element = inputs.lookup(Action.PARTY, _PLACEHOLDERS[field])
        case Field.SINCE | Field.UNTIL | Field.AS_OF:
            element = inputs.date_input(Action.FILTER, _PLACEHOLDERS[field])
        case _:
            element = inputs.text_input(Action.FILTER, _PLACEHOLDERS[field], forms.TEXT)
    return inputs.input_block(inputs.filter_id(field), _LABELS[field], element, hint=hint)


def _choice(choice: Choice) -> Block:
    label, placeholder = _CHOICES.get(choice.lexicon, _ANY)
    element = inputs.select(
        Action.FILTER, inputs.options(choice.options), placeholder, several=not choice.single
    )
    return inputs.input_block(inputs.filter_id(choice.lexicon), label, element)


def _more(offered: tuple[More, ...]) -> Block:
    ticks = [inputs.option(_TICKS[one][0], one, _TICKS[one][1]) for one in offered]
    element = inputs.checkboxes(Action.FILTER, ticks)
    return inputs.input_block(inputs.filter_id(Field.MORE), "More", element)


def command_in(view: dict[str, Any]) -> Command | None:
    """The command that a search window is for: the one chosen in it, else its own."""
    chosen = inputs.entered(_values(view), Input.COMMAND)
    name = chosen[0] if chosen else str(view.get("callback_id", "")).rpartition(":")[2]
    return next((one for one in forms.SEARCHES if one.name == name), None)


def filled_in(view: dict[str, Any]) -> Filled:
    """What was filled in; what can't be read was not."""
    values = _values(view)

    def several(key: str) -> tuple[str, ...]:
        return tuple(inputs.entered(values, inputs.filter_id(key)))

    def one(key: str) -> str:
        return next(iter(several(key)), "")

    lexicons = {choice.lexicon for each in forms.SEARCHES for choice in _choices_of(each)}
    return Filled(
        parties=several(Field.PARTIES),
        people=several(Field.PEOPLE),
        offices=several(Field.OFFICES),
        giver=one(Field.GIVER) or None,
        receiver=one(Field.RECEIVER) or None,
        place=one(Field.PLACE),
        occasion=one(Field.OCCASION),
        topic=one(Field.TOPIC),
        since=_day(one(Field.SINCE)),
        until=_day(one(Field.UNTIL)),
        as_of=_day(one(Field.AS_OF)),
        more=several(Field.MORE),
        chosen={lexicon: several(lexicon) for lexicon in lexicons},
    )


def is_empty(filled: Filled) -> bool:
    """Whether nothing was chosen: also where somebody typed a name and chose none."""
    return replace(filled, chosen=None) == Filled() and not any((filled.chosen or {}).values())


def _choices_of(command: Command) -> tuple[Choice, ...]:
    return forms.form_of(command.name).choices


def _values(view: dict[str, Any]) -> Any:
    state = view.get("state")
    return state.get("values") if isinstance(state, dict) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
