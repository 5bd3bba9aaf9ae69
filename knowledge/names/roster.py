"""Roster files: the newsroom's own list of people, as CSV or as a JSON list.

Fields `id`, `name`, `country`, `role`, `aliases`; others are ignored, ids are kept. A country may
be a code or a name in any language. Aliases are separated by ";" or "|", or a list in JSON. A row
that cannot be used is named with its number and the reason; the rest is read.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.names import parties
from knowledge.names.index import PersonEntry
from knowledge.text import clean_query

LONGEST_FIELD = 300
"""Longest name or id that is taken, in characters."""

LARGEST = 500_000_000
"""Largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a file, and what is wrong with it: "line 7: no name"."""

    people: tuple[PersonEntry, ...]
    problems: tuple[str, ...]


class UnreadableRoster(Exception):
    """A roster file of which nothing can be read; the message is plain and says what to do."""


def read(path: Path) -> Roster:
    """Read a roster file.

    Raises:
        UnreadableRoster: the file is missing, too large, not UTF-8, not CSV or a JSON list, or
            has no `name` column.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableRoster(f"{path.name} is larger than 500 MB; split it.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableRoster(f"{path.name} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableRoster(f"{path.name} is not UTF-8 text; save it as UTF-8.") from error
    return parse(text, json_list=path.suffix.lower() == ".json" or text.lstrip()[:1] == "[")


def parse(text: str, *, json_list: bool = False) -> Roster:
    """Read the text of a roster: CSV with a header line, or a JSON list of objects.

    Raises:
        UnreadableRoster: it is neither, or has no `name`.
    """
    rows = _json_rows(text) if json_list else _csv_rows(text)
    people: list[PersonEntry] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for where, row in rows:
        entry = _entry(row)
        if isinstance(entry, str):
            problems.append(f"{where}: {entry}")
            continue
        if entry.id in seen:
            problems.append(f"{where}: id {entry.id!r} is already that of {seen[entry.id]}")
            continue
        if row.get("country") and entry.party is None:
            problems.append(f"{where}: {entry.name} is kept without country: {_country(row)}")
        seen[entry.id] = where
        people.append(entry)
    return Roster(tuple(people), tuple(problems))


def _csv_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
    fields = [str(field).strip().casefold() for field in reader.fieldnames or ()]
    if "name" not in fields:
        raise UnreadableRoster(
            "The first line must name the columns: id,name,country,role,aliases."
        )
    reader.fieldnames = fields
    rows = iter(reader)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"line {reader.line_num}", {"problem": f"not CSV ({error})"}
            continue
        yield f"line {reader.line_num}", row


def _json_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        at = f" (line {line})" if line else ""
        raise UnreadableRoster(f"The file is not valid JSON{at}.") from error
    if not isinstance(rows, list):
        raise UnreadableRoster("The file must hold a JSON list of people.")
    for number, row in enumerate(rows, start=1):
        usable = isinstance(row, dict)
        fields = (
            {str(key).strip().casefold(): value for key, value in row.items()} if usable else {}
        )
        yield f"entry {number}", fields if usable else {"problem": "not an object"}


def _entry(row: Mapping[str, Any]) -> PersonEntry | str:
    """The person of a row, or what is wrong with it."""
    if "problem" in row:
        return str(row["problem"])
    name, id = _text(row.get("name")), _text(row.get("id"))
    if not name:
        return "no name"
    if not id:
        return f"no id for {name[:40]}"
    if len(name) > LONGEST_FIELD or len(id) > LONGEST_FIELD:
        return f"name or id longer than {LONGEST_FIELD} characters"
    if any(char in id for char in "|\t\n"):
        return "an id can't contain |, a tab or a line end"
    role = row.get("role") or row.get("title")
    roles = role if isinstance(role, list) else str(role or "").split(";")
    titles = tuple(title for one in roles if (title := _text(one)))
    return PersonEntry(id, name, _party(row), titles, tuple(_aliases(row.get("aliases"), name)))


def _party(row: Mapping[str, Any]) -> str | None:
    found = parties.load().resolve(_country(row)).best
    return found.id if found is not None else None


def _country(row: Mapping[str, Any]) -> str:
    return _text(row.get("country"))[:100]


def _aliases(value: object, name: str) -> Iterable[str]:
    parts = value if isinstance(value, list) else str(value or "").replace("|", ";").split(";")
    aliases = (_text(part)[:LONGEST_FIELD] for part in parts)
    return dict.fromkeys(alias for alias in aliases if alias and alias != name)


def _text(value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return clean_query(str(value))
    return ""
