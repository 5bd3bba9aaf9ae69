"""The log tells where something went wrong, and never what people wrote or any secret."""

import logging
import sqlite3
from pathlib import Path

import pytest

from bot.logs import Formatter, JsonFormatter, main, pseudonym, redact
from tests.bot.doubles import refusal


def logged(error: BaseException) -> str:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "went wrong", (), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return Formatter().format(record)


def caught(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as raised:
        return raised


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-abc",
        "xapp-1-A0-99-ffff",
        "xwfp-1-A0-99-ffff",
        "https://hooks.slack.com/app/T1/2/secret",
        "https://hooks.slack.com/triggers/T1/2/secret",
        "https://files.slack.com/upload/v1/2/secret",
        "wss://wss.slack.com/link/?ticket=abc-def&app_id=1",
        "https://hooks.slack.com/commands/T1/2/secret",
        "http://127.0.0.1:3000/actions/T1/tok",
        "Authorization: Bearer abc.def",
    ],
)
def test_secrets_are_left_out(secret: str) -> None:
    shown = redact(f"before {secret} after")
    assert "before" in shown and "[redacted]" in shown
    for part in ("123-abc", "ffff", "abc-def", "/2/secret", "T1/tok", "abc.def"):
        assert part not in shown


def test_an_exception_is_its_type_and_places() -> None:
    shown = logged(caught(ValueError("what somebody typed")))
    assert "ValueError" in shown and "test_logs.py" in shown
    assert "typed" not in shown


def test_what_is_safe_to_say_is_said() -> None:
    refused = refusal(ok=False, error="not_in_channel", text="private words")
    assert "not_in_channel" in logged(caught(refused))
    assert "private words" not in logged(caught(refused))
    assert "No space left" in logged(caught(OSError(28, "No space left on device", "/secret/path")))
    try:
        sqlite3.connect(":memory:").execute("SELECT * FROM typed_by_somebody")
    except sqlite3.Error as error:
        assert "typed_by_somebody" not in logged(error) and "SQLITE_ERROR" in logged(error)


def test_no_message_begins_a_line_of_its_own() -> None:
    said = ("ok\n2026-01-01 CRITICAL dateline: forged\u2028\x1b[2J",)
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "Slack says %s", said, None)
    assert len(Formatter().format(record).splitlines()) == 1
    assert len(JsonFormatter().format(record).splitlines()) == 1
    assert "\x1b" not in Formatter().format(record) + JsonFormatter().format(record)


def test_causes_are_told() -> None:
    try:
        try:
            raise KeyError("inner words")
        except KeyError as inner:
            raise RuntimeError("outer words") from inner
    except RuntimeError as error:
        shown = logged(error)
    assert "KeyError" in shown and "RuntimeError" in shown and "words" not in shown


def test_the_page_shows_what_a_member_is_called(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["bot.logs", "U0123ABCD"])
    assert main() == 0
    name = capsys.readouterr().out.strip()
    assert name == pseudonym("U0123ABCD") == redact("U0123ABCD")
    for page in ("operating", "privacy"):
        assert name in (Path(__file__).parents[2] / "docs" / f"{page}.md").read_text("utf-8")
