"""Links that open an article at its sentence."""

from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Evidence, Source
from knowledge.wording.links import at_sentence

SHORT = "They met on Monday."
LONG = "The two ministers, who had not met since May, spoke of rice, roads and well-kept ports."


def source(url: str | None, said: str = SHORT) -> Source:
    evidence = (Evidence("a", 0, len(said), said),) if said else ()
    return Source("a", None, None, None, None, url, evidence, "r", "rule")


def test_a_short_sentence_is_named_whole() -> None:
    assert at_sentence(source("https://a.example/x")) == (
        "https://a.example/x#:~:text=They%20met%20on%20Monday."
    )


def test_a_long_sentence_is_named_by_its_ends() -> None:
    url = at_sentence(source("https://a.example/x?b=1#part", LONG))
    assert url is not None
    before, _, text = url.partition("#part:~:text=")
    assert before == "https://a.example/x?b=1"
    start, end = text.split(",")
    assert unquote(start) == "The two ministers, who had not"
    assert unquote(end) == "of rice, roads and well-kept ports."
    assert "-" not in end


@pytest.mark.parametrize("url", [None, "", "ftp://a.example/x", "javascript:alert(1)", "/x"])
def test_without_an_address_there_is_no_link(url: str | None) -> None:
    assert at_sentence(source(url)) is None


def test_without_a_sentence_the_article_opens_at_the_top() -> None:
    assert at_sentence(source("https://a.example/x", "")) == "https://a.example/x"


@given(st.text(min_size=1, max_size=600), st.text(max_size=40))
def test_whatever_is_said_the_address_stays_the_address(said: str, path: str) -> None:
    plain = source(f"https://a.example/{path}", said)
    url = at_sentence(plain)
    assert url is not None
    assert url.isprintable() or not path.isprintable() or " " in path
    assert urlsplit(url).netloc in ("a.example", urlsplit(plain.url or "").netloc)
    assert len(url) <= max(900, len(plain.url or ""))
    assert at_sentence(replace(plain, evidence=())) == plain.url
