"""A word after `/dateline` that is none of its words is named, where the archive knows nothing."""

from pathlib import Path

import pytest

from bot.mistyped import meant
from tests.bot.running import running


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("revue", ("revue", "review")),
        ("sttaus", ("sttaus", "status")),
        ("meetngs Japan", ("meetngs", "meetings")),
        ("folow Japan", ("folow", "follow")),
        ("xyzzy", ("xyzzy", "")),
        ("review", None),
        ("deaths in Peru", None),
        ("who is the mayor?", None),
        ("EU", None),
        ("", None),
    ],
)
def test_what_was_meant(text: str, found: tuple[str, str] | None) -> None:
    assert meant(text) == found


async def test_a_mistyped_word_is_named_and_questions_go_on(database: Path) -> None:
    async with running(database, "http") as house:
        anna = house.anna

        async def asked(text: str) -> str:
            return (await anna.command("/dateline", text)).words

        said = await asked("revue")
        assert "I know no" in said and "Did you mean `review`?" in said
        said = await asked("xyzzy")
        assert "/dateline xyzzy" in said and "/dateline help" in said
        assert "Nothing in the archive" in said, "it was a question, too"
        for text in ("Japan", "Kishida", "meetings Japan", "who met Kishida?", "status", "help"):
            assert "I know no /dateline" not in (await asked(text)).replace("`", "")
        assert "Did you mean" not in (await anna.command("/facts", "revue")).words
