"""One form for all addresses of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.addresses import canonical, identifying, same_site


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://Paper.Example/2022/Lima", "https://paper.example/2022/Lima"),
        ("HTTPS://paper.example:443/a#top", "https://paper.example/a"),
        ("http://paper.example:8080", "http://paper.example:8080/"),
        ("https://jo:secret@paper.example./a", "https://paper.example/a"),
        ("https://paper.example/a?utm_source=x&UTM_Medium=y&fbclid=z", "https://paper.example/a"),
        ("https://paper.example/a?id=7&utm_source=x", "https://paper.example/a?id=7"),
        ("https://paper.example/a?b=2&a=1", "https://paper.example/a?b=2&a=1"),
        ("https://paper.example/a?q=caf%C3%A9+x", "https://paper.example/a?q=caf%C3%A9+x"),
        ("https://paper.example/a?7", "https://paper.example/a?7"),
        (" https://paper.example/a\n b ", "https://paper.example/ab"),
        ("https://paper.example/café", "https://paper.example/caf%C3%A9"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("ftp://paper.example/a", None),
        ("paper.example/a", None),
        ("https://", None),
        ("https://paper.example:99999/", None),
        ("http://[", None),
        ("", None),
        ("https://paper.example/" + "x" * 2_000, None),
    ],
)
def test_an_address_has_one_form(url: str, form: str | None) -> None:
    assert canonical(url) == form


@given(st.text(max_size=60).map(lambda text: f"https://{text}") | st.text(max_size=60))
def test_the_form_of_a_form_is_itself(url: str) -> None:
    form = canonical(url)
    if form is not None:
        assert canonical(form) == form


def test_which_addresses_are_of_one_site() -> None:
    assert same_site("https://www.paper.example/a", "http://m.paper.example:8080/b")
    assert not same_site("https://paper.example/", "https://evil-paper.example/")
    assert not same_site("https://paper.example.evil.example/", "https://paper.example/")
    assert not same_site("", "") and not same_site("http://[", "http://[")


def test_what_tells_stories_apart_in_a_query() -> None:
    assert identifying("https://paper.example/?ID=7&page=2") == {("id", "7")}
    assert identifying("https://paper.example/a") == identifying("http://[") == frozenset()
