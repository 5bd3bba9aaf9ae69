"""The command line with a simple extractor in the language model's place.

Run as a program of its own, `python -m tests.knowledge.cli.child COMMAND …`, or imported by tests
for `install`. Articles hold lines such as "Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21.".
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from knowledge import extraction
from knowledge.extraction import Extraction
from knowledge.extraction.parsing.model import ModelInfo
from knowledge.model import (
    Article,
    Evidence,
    Form,
    Kind,
    Meeting,
    Participant,
    Reading,
    Role,
    Status,
)

_LINE = re.compile(r"(\w[\w ]+) \((\w\w)\) met (\w[\w ]+) \((\w\w)\)(?: on (\d{4}-\d\d-\d\d))?\.")


class SimpleExtractor:
    """Reads the lines above; breaks down over the word "explode", and ends its process over
    "perish": over "perish once" only when the file of that name is not there yet. Over "lingers" it
    waits for as long as a named pipe of that name stands in the working directory.

    What it remembers of an article is how often it was read. Without the rule "verb meet" it reads
    no line.
    """

    def __init__(self, *, without: Iterable[str] = ()) -> None:
        self.without = frozenset(without)

    def extract(self, article: Article, parses: bytes | None = None) -> Extraction:
        if article.language != "en":
            return Extraction((), ("not read: another language",))
        if "explode" in article.text:
            raise RuntimeError("boom")
        if "perish once" in article.text and not (once := Path("perish once")).exists():
            once.touch()
            os._exit(9)
        if "perish always" in article.text:
            os._exit(9)
        if "lingers" in article.text and Path("lingers").exists():
            Path("lingers").read_bytes()
        readings: list[Reading] = []
        for found in () if "verb meet" in self.without else _LINE.finditer(article.text):
            evidence = (Evidence(article.id, found.start(), found.end(), found.group()),)
            people = (Participant(found[1], None, found[2]), Participant(found[3], None, found[4]))
            parties = tuple(sorted({found[2], found[4]}))
            fields = Meeting(Form.MEETING, Status.HELD, people, parties, found[5])
            readings.append(
                Reading(Kind.MEETING, article.id, article.digest, "line", fields, evidence)
            )
            held = Role(found[1], "Prime Minister", found[2])
            readings.append(Reading(Kind.ROLE, article.id, article.digest, "line", held, evidence))
        times = 1 if parses is None else int(parses) + 1
        return Extraction(tuple(readings), parses=str(times).encode())


def describe() -> ModelInfo:
    return ModelInfo(name="simple", version="1", spacy="none", official=None)


def install(put: Callable[[object, str, object], None]) -> None:
    """Put the simple extractor in place, by `setattr` or a test's monkeypatch."""
    put(extraction, "Extractor", SimpleExtractor)
    put(extraction, "describe", describe)


if __name__ == "__main__":
    from knowledge.cli import main

    install(setattr)
    main()
