"""Several drafts by one process: a JSON object a line in, one a line out, at once.

So the language model is loaded once. In: `{"id", "text", "today", "published"}`, of which the last
two may be missing. Out: `{"id", "findings", "foreign"}`, the last one true for a text in a language
that is not read for facts; or `{"id", "findings": [], "problem", "said"}` with a `Problem` and a
sentence for people.
"""

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.base import Base, BaseProblem
from knowledge.drafts import Checker
from knowledge.drafts.records import to_records

if TYPE_CHECKING:
    from knowledge.drafts.reading import Reader


class Problem(StrEnum):
    """Why a draft was not checked."""

    LINE = "line"
    TEXT = "text"
    BASE = "base"
    MODEL = "model"
    FAULT = "fault"


NO_DRAFT = "This line is not a JSON object with “id” and “text”."
FAULT = "This draft could not be checked because of a fault in Dateline. Try a part of it."


class Service:
    """Checks drafts against the base at `path`, as it stands when each of them comes."""

    def __init__(
        self, path: Path, today: Callable[[], date], reader: "Reader | None" = None
    ) -> None:
        from knowledge.drafts.reading import Reader

        self._path = path
        self._today = today
        self._reader = Reader(path) if reader is None else reader

    def close(self) -> None:
        """Let go of what the reader holds open."""
        self._reader.close()

    def answer(self, line: str) -> tuple[dict[str, Any], Exception | None]:
        """What to say to a line, and the error that nobody foresaw, if there was one."""
        asked = _parsed(line)
        text = asked.get("text")
        if not isinstance(text, str):
            return _problem(asked, Problem.LINE, NO_DRAFT), None
        return self._check(asked, text)

    def _check(self, asked: dict[str, Any], text: str) -> tuple[dict[str, Any], Exception | None]:
        from knowledge.extraction import LANGUAGES, ModelProblem
        from knowledge.reading import Unreadable, parse_text

        try:
            draft = parse_text(text, "draft", published=_text(asked.get("published")))
            # Opened anew: what was read of articles before may have been changed or taken down.
            with Base.open(self._path, readonly=True, create=False) as base:
                found = Checker(base, self._reader).check(draft, self._day(asked))
        except Unreadable as problem:
            return _problem(asked, Problem.TEXT, problem.reason), None
        except BaseProblem as problem:
            return _problem(asked, Problem.BASE, str(problem)), None
        except ModelProblem as problem:
            return _problem(asked, Problem.MODEL, str(problem)), None
        except Exception as error:  # one draft must not cost the others theirs
            return _problem(asked, Problem.FAULT, FAULT), error
        foreign = draft.language not in LANGUAGES
        return {"id": asked.get("id"), "findings": to_records(found), "foreign": foreign}, None

    def _day(self, asked: dict[str, Any]) -> date:
        try:
            return date.fromisoformat(str(asked.get("today") or ""))
        except ValueError:
            return self._today()


def _problem(asked: dict[str, Any], problem: Problem, said: str) -> dict[str, Any]:
    return {"id": asked.get("id"), "findings": [], "problem": problem.value, "said": said}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _parsed(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
