"""The command line's log: no keys of addresses, and no words of what was read."""

import logging

import pytest

from knowledge.cli.logs import Formatter

ADDRESS = "https://anna:hunter2hunter2@paper.example/feed?token=s3cr3ts3cr3t"


def logged(*, debug: bool) -> str:
    try:
        raise ValueError(f"“Nobody met in Quito.” is not {ADDRESS}")
    except ValueError as error:
        caught = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s broke down", (ADDRESS,), caught)
    return Formatter(debug=debug).format(record)


@pytest.mark.parametrize("debug", [False, True])
def test_no_key_of_an_address_is_logged(debug: bool) -> None:
    said = logged(debug=debug)
    assert "paper.example/feed" in said and "ValueError" in said and "test_logs.py" in said
    assert "hunter2" not in said and "s3cr3t" not in said


def test_what_was_read_is_logged_for_debugging_alone() -> None:
    assert "Quito" not in logged(debug=False)
    assert "Quito" in logged(debug=True)
