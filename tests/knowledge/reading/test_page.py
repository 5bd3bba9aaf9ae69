import json
import subprocess
import sys

import pytest

from knowledge.model import ParagraphRole
from knowledge.reading import Unreadable, parse_text
from knowledge.reading.metadata import metadata, tree
from tests.knowledge.reading.helpers import having, rows

FIRST = (
    "President Ana Lima met Prime Minister <a href='/t'>Tom Okoro</a> in Quito on <b>November "
    "14</b>, her office said. They spoke for two hours about trade and the southern waters."
)
SECOND = (
    "The two leaders agreed to meet again next year, according to a statement that was released "
    "on Tuesday. “We’ll see each other soon,” Mr&nbsp;Okoro said at the airport."
)


def page(*, head: str = "", body: str = "", top: str = "<h1>Lima hosts Okoro</h1>") -> str:
    return (
        f"<!doctype html><html><head><title>Lima hosts Okoro | The Paper</title>{head}</head>"
        "<body><nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
        f"<article>{top}<p>{FIRST}</p><h2>Quito-Abuja</h2><p>{SECOND}</p>{body}</article>"
        "<div class='cookie-banner'>We use cookies. <button>Accept</button></div>"
        "<footer>© 2022 The Paper. All rights reserved.</footer></body></html>"
    )


def linked(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_article_is_picked_out_of_the_page() -> None:
    article = parse_text(page(body="<ul><li>More trade</li></ul>"), "lima", ".html")
    assert rows(article) == [
        (ParagraphRole.TITLE, "Lima hosts Okoro"),
        (
            ParagraphRole.BODY,
            "President Ana Lima met Prime Minister Tom Okoro in Quito on November 14, her office "
            "said. They spoke for two hours about trade and the southern waters.",
        ),
        (ParagraphRole.HEADING, "Quito-Abuja"),
        (
            ParagraphRole.BODY,
            "The two leaders agreed to meet again next year, according to a statement that was "
            "released on Tuesday. “We’ll see each other soon,” Mr Okoro said at the airport.",
        ),
        (ParagraphRole.BODY, "More trade"),
    ]


def test_schema_org_comes_first() -> None:
    head = linked(
        headline="Lima receives Okoro",
        datePublished="2022-11-14T23:30:00+07:00",
        author=[{"@type": "Person", "name": "Jo Roe"}, {"name": "Max Dam"}],
        publisher={"@type": "Organization", "name": "The Paper"},
    )
    head += (
        '<meta property="article:published_time" content="2022-12-01">'
        '<meta property="og:site_name" content="paper.example">'
        '<link rel="canonical" href="https://paper.example/lima">'
    )
    article = parse_text(page(head=head), "lima", ".html")
    assert article.title == "Lima receives Okoro"
    assert article.byline == "Jo Roe, Max Dam"
    assert article.outlet == "The Paper"
    assert (article.published, article.published_basis) == ("2022-11-14", "from the page")
    assert article.url == "https://paper.example/lima"


@pytest.mark.parametrize(
    "data",
    [
        {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "T"}]},
        [{"@type": "BreadcrumbList"}, {"@type": ["Article", "NewsArticle"], "headline": "T"}],
        {"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "headline": "T"}},
        {"@type": "http://schema.org/NewsArticle", "headline": ["T", "U"]},
    ],
)
def test_schema_org_in_its_shapes(data: object) -> None:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert metadata(tree(f"<html><head>{script}</head></html>"), None).title == "T"


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[]",
        "null",
        '"x"',
        '{"@type": null}',
        '{"@type": "NewsArticle", "author": 3}',
        '{"@type": "NewsArticle", "headline": {}, "datePublished": "soon"}',
        "[" * 100_000,
    ],
)
def test_broken_schema_org_is_passed_over(script: str) -> None:
    text = page(head=f'<script type="application/ld+json">{script}</script>')
    article = parse_text(text, "lima", ".html")
    assert (article.title, article.published) == ("Lima hosts Okoro", None)


@pytest.mark.parametrize(
    ("head", "top", "url", "day"),
    [
        ('<meta property="article:published_time" content="2022-11-15T08">', "", "", "2022-11-15"),
        ('<meta name="pubdate" content="20221115">', "", "", "2022-11-15"),
        ('<meta name="DC.date" content="15 November 2022">', "", "", "2022-11-15"),
        ("", '<time datetime="2022-11-15" pubdate>yesterday</time>', "", "2022-11-15"),
        ("", '<span itemprop="datePublished">15 November 2022</span>', "", "2022-11-15"),
        ("", '<time datetime="2022-11-15T09:00">9:00</time>', "", "2022-11-15"),
        ("", "", "https://paper.example/2022/11/15/lima", "2022-11-15"),
        ("", "", "https://paper.example/news/2022-11-15-lima", "2022-11-15"),
        ("", "", "https://paper.example/2022/13/45/lima", None),
        ("", '<time datetime="2022-11-15">a</time><time datetime="2021-01-01">b</time>', "", None),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', "", "", None),
        ('<meta property="article:modified_time" content="2023-01-01">', "", "", None),
    ],
)  # fmt: skip
def test_where_a_page_states_its_date(head: str, top: str, url: str, day: str | None) -> None:
    title = "<h1>Lima hosts Okoro</h1>"
    article = parse_text(page(head=head, top=title + top), "x", ".html", url=url or None)
    assert article.published == day


def test_the_caller_comes_before_the_page() -> None:
    head = '<meta property="article:published_time" content="2022-11-15">'
    article = parse_text(page(head=head), "x", ".html", published="2022-11-14")
    assert (article.published, article.published_basis) == ("2022-11-14", "given")


def test_the_title_is_added_where_the_body_lacks_it() -> None:
    article = parse_text(page(head=linked(headline="Okoro in Quito"), top=""), "x", ".html")
    assert having(article, ParagraphRole.TITLE) == ["Okoro in Quito"]
    assert article.text.startswith("Okoro in Quito\n\nPresident Ana Lima")


def test_a_page_saved_as_text_is_read_as_a_page() -> None:
    assert parse_text(page(), "x", ".txt").text == parse_text(page(), "x", ".html").text


@pytest.mark.parametrize("text", ["<html></html>", "<html><body><p></p></body></html>", "<", "<!>"])
def test_a_page_without_an_article_is_a_problem(text: str) -> None:
    with pytest.raises(Unreadable, match="No article text"):
        parse_text(text, "x", ".html")


def test_trafilatura_is_loaded_for_pages_only() -> None:
    code = (
        "import sys; from knowledge.reading import parse_text\n"
        "parse_text('One met Two in the harbour of the town, and they spoke.', 'x')\n"
        "parse_text('# One\\n\\nTwo met.', 'x', '.md')\n"
        "heavy = {'trafilatura', 'lxml', 'httpx', 'httpcore', 'spacy', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
