"""What people may read of an address."""

import base64
import random
import uuid
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.wording.addresses import shown, without_keys

P = "https://paper.example"
UUID = "550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize(
    "address",
    [
        P,
        f"{P}/",
        f"{P}:8080/world/feed.xml",
        f"{P}/2022/11/14/prime-minister-of-japan-visits-phnom-penh-again.html",
        f"{P}/world-asia-63636363",
        f"{P}/articles/20221114093000",
        f"{P}/news/covid19-vaccines-for-lima2022",
        f"{P}/ThePrimeMinisterVisitsPhnomPenh",
        f"{P}/index.php?p=12345",
        f"{P}/story?id=7&page=2",
        f"{P}/{quote('การประชุมผู้นำอาเซียนที่กรุงพนมเปญ')}",
        f"{P}/{quote('প্রধানমন্ত্রী')}-{quote('বৈঠক')}",
        "/srv/copy-desk",
    ],
)
def test_what_names_a_story_stays(address: str) -> None:
    assert shown(address) == address


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"{P}/feed?apikey=s3cret", f"{P}/feed?…"),
        (f"{P}/feed?id=7&token=12345", f"{P}/feed?id=7&…"),
        (f"{P}/feed?api_key=12345", f"{P}/feed?…"),
        (f"{P}/feed?s3cret", f"{P}/feed?…"),
        (f"{P}/feed?s3cret#s3cret", f"{P}/feed?…"),
        (f"{P}/feed#s3cret", f"{P}/feed…"),
        (f"{P}/feed?id=7#s3cret", f"{P}/feed?id=7…"),
        ("https://anna:s3cret@paper.example/feed", f"{P}/feed"),
        ("https://s3cret@paper.example/feed", f"{P}/feed"),
        (f"{P}/private/anna/feed.rss", f"{P}/private/…/feed.rss"),
        (f"{P}/feeds/{UUID}.rss", f"{P}/feeds/…"),
        (f"{P}/f/dGhpcy1pcy1h-X2tl_c2VjcmV0/rss", f"{P}/f/…/rss"),
        (f"{P}/%64GhpcyBpcyBhIHNlY3JldA/rss", f"{P}/…/rss"),
        ("http://[::1", "…"),
    ],
)
def test_what_may_be_a_key_does_not(address: str, told: str) -> None:
    assert shown(address) == told


@given(st.binary(min_size=16, max_size=16))
def test_keys_as_programs_make_them_are_left_out(drawn: bytes) -> None:
    key = str(uuid.UUID(bytes=drawn, version=4))
    assert key not in shown(f"{P}/feeds/{key}/rss")


def test_nearly_all_tokens_are_left_out() -> None:
    drawn = random.Random(7)
    made = [base64.urlsafe_b64encode(drawn.randbytes(24)).decode() for _ in range(500)]
    made += [drawn.randbytes(16).hex() for _ in range(500)]
    assert sum(one in shown(f"{P}/{one}/rss") for one in made) < 3


@given(st.text(max_size=200))
def test_any_text_may_come(text: str) -> None:
    shown(text)
    shown(f"{P}/{text}?{text}#{text}")
    assert "s3cret" not in without_keys(f"{text} https://a.example/?k=s3cret")


def test_addresses_in_a_line() -> None:
    line = f"News: {P}/a?token=s3cret failed, then “{P}/feeds/{UUID}” too"
    assert without_keys(line) == f"News: {P}/a?… failed, then “{P}/feeds/…” too"
