"""In Slack, what only withdrawn stories tell says so first; corrections stand beside sources."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.render.checks import Told, check_message
from bot.render.facts import DETAILS, Detail, fact_blocks
from bot.render.profiles import profile_blocks
from bot.render.sentences import sentence_blocks
from bot.render.sources import Opened, source_modal
from bot.render.tables import table_block
from bot.render.unfurls import unfurl_blocks
from bot.said import Said
from knowledge.drafts import About, Finding, Verdict
from knowledge.model import (
    Answer,
    Article,
    Notice,
    NoticeKind,
    Profile,
    Query,
    RoleFact,
    Scope,
    Source,
)
from tests.bot.render.test_copies import texts
from tests.knowledge.wording.test_stories import ADA, AGENCY, OWN, met

FLAG = "Its article was withdrawn by the outlet on 5 May 2024"
WORDS = "Not <!channel> but *Tarn*."
CLEAN = "corrected on 6 May 2024: “Not &lt;!channel&gt; but"
SCOPE = Scope(1, 1, "2024-05-18", "2024-05-18")


def notice(of: Source, kind: NoticeKind, day: str, words: str = "") -> Source:
    one = Notice(of.article, kind, f"{day}T10:00:00Z", words, f"{day}T10:00:00Z")
    return replace(of, notices=(*of.notices, one))


GONE = notice(AGENCY, NoticeKind.WITHDRAWN, "2024-05-05")
MENDED = notice(AGENCY, NoticeKind.CORRECTED, "2024-05-06", WORDS)


def shown(blocks: Sequence[object]) -> list[str]:
    return texts(list(blocks))


@pytest.mark.parametrize("detail", DETAILS)
def test_the_flag_is_the_first_line_at_any_size(detail: Detail) -> None:
    assert shown(fact_blocks(met(GONE), detail))[0].lstrip("*").startswith(FLAG)
    role = RoleFact("f", ADA, "Minister", "NO", "2024-05-18", "2024-05-18", (GONE,))
    assert shown(fact_blocks(role, detail))[0].lstrip("*").startswith(FLAG)


def test_a_fact_with_an_article_that_stands_has_no_flag() -> None:
    said = "\n".join(shown(fact_blocks(met(GONE, OWN), DETAILS[0])))
    assert FLAG not in said
    assert said.count("withdrawn by the outlet on 5 May 2024") == 1


def test_all_articles_of_a_fact_may_be_gone() -> None:
    late = notice(OWN, NoticeKind.WITHDRAWN, "2024-05-07")
    first = shown(fact_blocks(met(GONE, late), DETAILS[0]))[0]
    assert "All its articles were withdrawn by their outlets, the last on 7 May 2024" in first


def test_a_correction_stands_beside_its_source_and_calls_nobody() -> None:
    article = Article(AGENCY.article, AGENCY.evidence[0].text, (), title="Ferry opens")
    opened = Opened(MENDED, article, ((0, len(article.text)),))
    for blocks in (
        fact_blocks(met(MENDED), DETAILS[0]),
        sentence_blocks(MENDED, (), DETAILS[0]),
        source_modal([opened])["blocks"],
        unfurl_blocks(article, [met(MENDED)], 1),
    ):
        said = "\n".join(shown(blocks))
        assert CLEAN in said and "<!channel>" not in said


def test_a_link_unfolds_with_what_became_of_its_article() -> None:
    article = Article(AGENCY.article, AGENCY.evidence[0].text, ())
    said = shown(unfurl_blocks(article, [met(GONE)], 1))
    assert "This article was withdrawn by the outlet on 5 May 2024" in said[1]
    # What became of an original is not what became of this one.
    copy = replace(OWN, original=AGENCY.article, notices=GONE.notices)
    other = Article(OWN.article, OWN.evidence[0].text, ())
    assert "This article was" not in "\n".join(shown(unfurl_blocks(other, [met(copy)], 1)))


def test_a_profile_and_a_table_say_it_too() -> None:
    role = RoleFact("f", ADA, "Minister", "NO", "2024-05-18", "2024-05-18", (GONE,))
    said = shown(profile_blocks(Profile(ADA, (), (role,), (), 0), DETAILS[0]))
    assert any(text.startswith(FLAG) and "Minister" in text for text in said)
    answer = Answer(Query("meetings"), "Meetings", True, SCOPE, facts=(met(GONE), met(OWN)))
    rows = "\n".join(shown([table_block(answer, 9_000)]))
    assert rows.count("Withdrawn") == 1


def test_a_draft_that_agrees_only_with_a_withdrawn_story_is_flagged() -> None:
    evidence = AGENCY.evidence[0]
    one = Finding(About.NAME, 0, 8, "Ada Holm", Verdict.AGREES, "Ada Holm", evidence)
    rows = [Told(replace(one, withdrawn=True), GONE)]
    message = check_message(rows, SCOPE, Said("Ada Holm spoke."))
    said = "\n".join(shown(message.blocks))
    assert "1 of them stands only in withdrawn stories" in said
    assert "(only in a story that its outlet withdrew)" in said
    sound = "\n".join(shown(check_message([Told(one, AGENCY)], SCOPE, Said("x")).blocks))
    assert "withdr" not in sound
