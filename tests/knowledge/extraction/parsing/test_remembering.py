"""What is remembered of an article gives the same readings, and only where it fits."""

import zlib
from pathlib import Path

import pytest

from knowledge.extraction import Extraction, Extractor
from knowledge.extraction.parsing.tokens import Doc
from knowledge.reading import read
from tests.knowledge.extraction.helpers import ESTONIA, GHANA, KENYA, NORWAY, story

SAMPLE = Path(__file__).parents[4] / "knowledge" / "sample"


def without_model() -> Extractor:
    """An extractor that breaks down when it needs the language model."""

    class Nothing:
        def __getattr__(self, name: str) -> object:
            raise AssertionError("the model is needed")

    extractor = Extractor()
    extractor._nlp = Nothing()  # type: ignore[assignment]
    return extractor


def test_remembered_and_fresh_parses_read_the_same(extractor: Extractor) -> None:
    articles = [read(path) for path in sorted(SAMPLE.glob("sample-*"))]
    for article in (article for article in articles if article.language == "en"):
        fresh = extractor.extract(article)
        assert fresh.parses is not None
        again = without_model().extract(article, fresh.parses)
        assert again == fresh
        assert again.parses is None


def test_only_what_changed_is_parsed_again(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = f"{KENYA} met {NORWAY} on Monday."
    before = extractor.extract(story(first, "Rain fell."))
    seen: list[str] = []
    parse = Extractor.parse

    def watched(self: Extractor, texts: list[str]) -> list[Doc]:
        seen.extend(texts)
        return parse(self, texts)

    monkeypatch.setattr(Extractor, "parse", watched)
    article = story(first, f"{GHANA} phoned {ESTONIA} on 2 May 2023.", first)
    after = extractor.extract(article, before.parses)
    assert seen == [f"{GHANA} phoned {ESTONIA} on 2 May 2023."]
    assert after == extractor.extract(article)
    assert after.parses is not None
    assert without_model().extract(article, after.parses).parses is None


def test_what_an_article_no_longer_has_is_forgotten(extractor: Extractor) -> None:
    long = extractor.extract(story("One man sat in Oslo.", "Rain fell on Oslo."))
    short = extractor.extract(story("One man sat in Oslo."), long.parses)
    assert short.parses is not None and long.parses is not None
    assert len(zlib.decompress(short.parses)) < len(zlib.decompress(long.parses))


@pytest.mark.parametrize("damaged", ["empty", "cut", "noise", "plain", "other", "halves"])
def test_damaged_parses_are_replaced(extractor: Extractor, damaged: str) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", "She flew to Oslo.")
    good = extractor.extract(article)
    assert good.parses is not None
    text = zlib.decompress(good.parses)
    bad = {
        "empty": b"",
        "cut": good.parses[:-9],
        "noise": bytes(range(256)),
        "plain": text,
        "other": zlib.compress(text[:24] + b"~" + text[25:]),
        "halves": zlib.compress(text[: len(text) // 2]),
    }[damaged]
    mended: Extraction = extractor.extract(article, bad)
    assert mended == good
    assert mended.parses is not None
    assert zlib.decompress(mended.parses) == text


def test_half_read_articles_forget_nothing(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", "She flew to Oslo.")
    good = extractor.extract(article)
    hurried = Extractor(seconds=0)
    assert hurried.extract(article, good.parses).parses is None


def test_the_model_is_loaded_anew_when_it_has_seen_too_many_words(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.extraction.parsing.model._MOST_WORDS", 0)
    own = Extractor()
    article = story(f"{KENYA} met {NORWAY} on Monday.")
    assert own.extract(article) == extractor.extract(article)
    assert own._nlp is None
