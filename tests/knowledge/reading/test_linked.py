"""What pages say of their articles: address, text, corrections, and whether they are stories."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.corrections import printed_corrections
from knowledge.reading.linked import Linked
from knowledge.reading.metadata import metadata, tree
from knowledge.reading.page import html
from knowledge.reading.sources import Correction
from knowledge.reading.web import slug
from tests.written import article

URL = "https://www.paper.example/2022/lima"
WORDS = "President Ana Lima met Prime Minister Tom Okoro in Quito. They spoke of ports. " * 8


def script(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def page(head: str = "", body: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def address(head: str, url: str | None = URL) -> str | None:
    return metadata(tree(page(head)), url).url


def test_a_page_is_known_by_the_address_that_it_names() -> None:
    named = "https://paper.example/lima"
    assert address(f'<link rel="canonical" href="{named}?utm_source=x#top">') == named
    assert address('<link rel="canonical" href="/lima">') == "https://www.paper.example/lima"
    assert address(f'<meta property="og:url" content="{named}">') == named
    assert address(script({"@type": "NewsArticle", "url": named})) == named
    news = {"@type": "NewsArticle", "mainEntityOfPage": {"@id": named}}
    assert address(script(news)) == named
    assert address(f'<link rel="canonical" href="{named}">', None) == named
    assert address("") == URL


@pytest.mark.parametrize(
    "href",
    [
        "https://other.example/lima",
        "https://paper.example/",
        "https://paper.example.evil.example/lima",
        "javascript:alert(1)",
        "http://[",
        "",
    ],
)
def test_an_address_that_can_not_be_its_own_is_not_believed(href: str) -> None:
    assert address(f'<link rel="canonical" href="{href}">') == URL


def test_a_number_that_tells_stories_apart_is_kept() -> None:
    url = "https://paper.example/story.php?id=7&utm_source=x"
    assert address('<link rel="canonical" href="/story.php">', url) == (
        "https://paper.example/story.php?id=7"
    )
    assert slug(url) == "story-id-7"
    assert slug("https://paper.example/lima?utm_source=x") == "lima"
    assert slug("https://paper.example/news.php?id=7") == "news-id-7"


def test_the_stated_text_stands_in_for_one_that_a_program_makes() -> None:
    told = {"@type": "NewsArticle", "headline": "Lima &amp; Okoro", "articleBody": WORDS}
    asks = "<article><p>Please switch on JavaScript to read this story in our paper.</p></article>"
    read = html(page(script(told), asks), URL)
    assert read.title == "Lima & Okoro" and WORDS.strip() in read.text
    marked = {**told, "articleBody": f"<p>{WORDS}</p><p>More &lt; less.</p>"}
    assert html(page(script(marked), asks), URL).text.endswith("\n\nMore < less.")


@pytest.mark.parametrize(
    "changed",
    [
        {"articleBody": WORDS[:300]},
        {"articleBody": WORDS + "And so…"},
        {"wordCount": 900},
        {"articleBody": ["x"]},
        {"articleBody": None},
    ],
)
def test_a_text_that_is_not_whole_is_not_taken(changed: dict[str, object]) -> None:
    told = {"@type": "NewsArticle", "articleBody": WORDS, **changed}
    assert Linked(tree(page(script(told)))).body is None


def test_the_printed_text_goes_before_the_stated_one() -> None:
    printed = WORDS.replace("Quito", "Lima")
    told = {"@type": "NewsArticle", "articleBody": WORDS, "wordCount": len(WORDS.split())}
    read = html(page(script(told), f"<article><p>{printed}</p></article>"), URL)
    assert "Quito" not in read.text


def test_which_pages_tell_a_story() -> None:
    def tells(head: str) -> bool:
        return metadata(tree(page(head)), URL).is_story

    dated = '<meta property="article:published_time" content="2022-11-15">'
    assert tells(script({"@type": "NewsArticle"})) and tells(dated)
    assert tells(dated + script({"@graph": [{"@type": "CollectionPage"}, {"@type": "Article"}]}))
    assert not tells("") and not tells(dated + script({"@type": ["WebPage", "CollectionPage"]}))


def test_corrections_are_stated_in_several_forms() -> None:
    def stated(said: object) -> tuple[Correction, ...]:
        return Linked(tree(page(script({"@type": "NewsArticle", "correction": said})))).corrections

    assert stated("A sum  was wrong.") == (Correction("A sum was wrong."),)
    comment = {"@type": "CorrectionComment", "text": "A name was wrong.", "datePublished": "2022"}
    assert stated([comment, {"description": "So was a day."}]) == (
        Correction("A name was wrong.", "2022"),
        Correction("So was a day."),
    )
    nothings: list[object] = ["https://paper.example/corrections", "", None, 7, {}, [[]]]
    for nothing in nothings:
        assert stated(nothing) == ()


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Correction: the sum was $3 million.", True),
        ("CORRECTION (Nov. 16): The name was wrong.", True),
        ("Correction, 16 November: The name was wrong.", True),
        ("Corrections and clarifications: a name was wrong.", True),
        ("An earlier version of this article misstated the year.", True),
        ("Editor's note: An earlier version of this story named another port.", True),
        ("This article was amended on 16 November 2022.", True),
        ("This story has been corrected to say that the minister was absent.", True),
        ("Corrections officers met the minister: they want more pay.", False),
        ("Correction fluid is made in Quito.", False),
        ("An earlier version of the bill was rejected.", False),
        ("This story has been told many times.", False),
        ("The minister said: “Correction: I was there.”", False),
    ],
)
def test_printed_corrections_are_known_by_their_beginning(words: str, is_one: bool) -> None:
    found = printed_corrections(article("a", f"A title\n\nThe minister came.\n\n{words}", None))
    assert [one.words for one in found] == ([words] if is_one else [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("NewsArticle"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "url", "author", "name", "articleBody", "correction"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_may_stand_in_a_page(data: object) -> None:
    said = json.dumps(data).replace("</", "<\\/")
    known = metadata(tree(page(f'<script type="application/ld+json">{said}</script>')), URL)
    assert known.url is not None
