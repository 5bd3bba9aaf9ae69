"""The `.env` file of the working directory, as command line and bot read it."""

from pathlib import Path

UNREADABLE = "The file .env can't be read. Save it as plain UTF-8 text, or remove it."


class UnreadableFile(ValueError):
    """The file is no text; the message says what to do."""


def from_file(path: Path = Path(".env")) -> dict[str, str]:
    """The values that the file sets; none when there is no such file. The environment goes first.

    Raises:
        UnreadableFile: it can't be read.
    """
    from dotenv import dotenv_values

    try:
        if not path.is_file():
            return {}
        return {key: value for key, value in dotenv_values(path).items() if value is not None}
    except (OSError, ValueError) as error:
        raise UnreadableFile(UNREADABLE) from error
