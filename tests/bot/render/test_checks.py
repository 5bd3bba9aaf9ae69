"""Whatever is found, Slack takes it, it calls nobody, and what differs comes first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.ids import Action
from bot.render.checks import CUT, FILES, FOREIGN, Told, check_message, check_modal
from bot.render.limits import MESSAGE_TEXT, TOTAL, weight
from bot.render.text import size
from bot.said import Said
from bot.values import decode_passage
from bot.workspace import words_of
from bot.workspace.blockkit import check_message as problems_of
from bot.workspace.blockkit import check_view
from knowledge.drafts import About, Finding, Verdict
from knowledge.model import Evidence, Scope, Source
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded, elements_in, texts_in

SCOPE = Scope(2, 3, None, None)


@st.composite
def rows(draw: st.DrawFn) -> Told:
    """A finding, with its source unless the archive does not know."""
    verdict = draw(st.sampled_from(Verdict))
    about, span = draw(st.sampled_from(About)), draw(any_.words)
    if verdict is Verdict.UNKNOWN:
        return Told(Finding(about, 0, len(span), span, verdict))
    text = draw(any_.words)
    evidence = Evidence(draw(any_.ids), 0, len(text), text)
    source = Source(
        article=evidence.article,
        title=draw(any_.maybe(any_.words)),
        outlet=draw(any_.maybe(any_.words)),
        published=draw(any_.dates.filter(lambda date: date is None or "/" not in date)),
        published_basis="given",
        url=draw(any_.maybe(any_.words) | st.just("https://post.example/a?b=1&c=2")),
        evidence=(evidence,),
        reading="",
        rule="sentence",
    )
    return Told(Finding(about, 0, len(span), span, verdict, draw(any_.words), evidence), source)


@given(
    st.lists(rows(), max_size=60),
    st.builds(Said, any_.words, st.integers(0, 3), st.booleans(), st.booleans()),
)
@bounded
def test_slack_takes_any_findings(found: list[Told], said: Said) -> None:
    message = check_message(found, SCOPE, said)
    blocks = list(message.blocks)
    assert 0 < size(message.text) <= MESSAGE_TEXT
    assert problems_of({"text": message.text, "blocks": blocks}) == []
    assert check_view(check_modal(message)) == []
    assert weight(blocks) <= TOTAL
    for text in [message.text, *texts_in(blocks)]:
        assert not CALL.search(text), text
    for element in elements_in(blocks):
        assert element["action_id"].startswith(Action.PASSAGE)
        decode_passage(element["value"])


def told(verdict: Verdict, span: str, archive: str | None = None, article: str = "a") -> Told:
    if archive is None:
        return Told(Finding(About.NAME, 0, 1, span, verdict))
    evidence = Evidence(article, 0, 9, f"It said {archive}.")
    source = Source(
        article, f"Title {article}", None, None, None, None, (evidence,), "", "sentence"
    )
    return Told(Finding(About.NAME, 0, 1, span, verdict, archive, evidence), source)


def shown(*found: Told, said: Said = Said("x")) -> str:  # noqa: B008
    return "\n".join(words_of(list(check_message(found, SCOPE, said).blocks)))


def test_what_differs_comes_first_and_what_agrees_stands_by_article() -> None:
    text = shown(
        told(Verdict.UNKNOWN, "Quito"),
        told(Verdict.AGREES, "Hun Sen", "Hun Sen"),
        told(Verdict.DIFFERS, "Kishada", "Kishida", "b"),
        told(Verdict.AGREES, "Trudeau", "Trudeau"),
    )
    assert text.index("“Kishada”") < text.index("*“Kishida”*") < text.index("It said Kishida.")
    assert text.index("It said Kishida.") < text.index("name “Hun Sen”, name “Trudeau”")
    assert text.count("Title a") == 1 and text.index("“Quito”") > text.index("Trudeau")


def test_many_differences_are_all_counted() -> None:
    found = [told(Verdict.DIFFERS, f"Kishada {n}", f"Kishida {n}") for n in range(40)]
    text = shown(*found)
    assert "40 differ" in text and "Also:" in text and "“Kishada 39”" in text


def test_days_that_no_text_prints_are_written_out() -> None:
    assert "*“13 November 2022”*" in shown(told(Verdict.DIFFERS, "12 November", "2022-11-13"))


def test_what_was_not_read_is_said() -> None:
    text = shown(said=Said("x", 1, True, True))
    assert FILES in text and CUT in text and FOREIGN in text and "Nothing in this draft" in text
    assert not [note for note in (FILES, CUT, FOREIGN) if note in shown()]
