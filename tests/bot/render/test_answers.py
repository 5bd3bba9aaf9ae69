"""What an answer looks like, with answers built by hand."""

from dataclasses import replace
from decimal import Decimal

from bot.deciding.values import Deed, FactRef, decode_fact
from bot.ids import Action
from bot.render.answers import Frame, answer_message
from bot.render.blocks import Message
from bot.render.forms import simplified
from bot.render.tables import table_block
from bot.values import (
    decode_ask,
    decode_feedback,
    decode_source,
    is_of_table,
)
from bot.workspace import words_of
from knowledge.model import (
    Answer,
    Choice,
    Count,
    Evidence,
    Fact,
    Form,
    Grouping,
    Kind,
    Latest,
    MeetingFact,
    PersonRef,
    Profile,
    Query,
    RoleFact,
    Scope,
    Source,
    StatementFact,
    Status,
    Sum,
    Total,
    Totals,
    Variant,
)

SCOPE = Scope(articles=14, facts=61, first="2022-03-20", last="2022-11-15")
HUN_SEN = PersonRef("hun-sen", "Hun Sen", "Prime Minister", "KH")
KISHIDA = PersonRef("fumio-kishida", "Fumio Kishida", "Prime Minister", "JP")
SENTENCE = "Hun Sen met Kishida & spoke of <roads>."


def source(reading: str, article: str = "recap", **more: str) -> Source:
    given = {"title": "What leaders said", "outlet": "The Post", "published": "2022-11-15", **more}
    return Source(
        article=article,
        title=given["title"],
        outlet=given["outlet"],
        published=given["published"],
        published_basis="given",
        url=None,
        evidence=(Evidence(article, 10, 10 + len(SENTENCE), SENTENCE),),
        reading=reading,
        rule="test",
    )


def met(
    identity: str = "m1",
    date: str | None = "2022-11-14",
    *,
    sources: tuple[Source, ...] = (source("r1"),),
    variants: tuple[Variant, ...] = (),
) -> MeetingFact:
    return MeetingFact(
        id=identity,
        form=Form.MEETING,
        status=Status.HELD,
        people=(HUN_SEN, KISHIDA),
        parties=("KH", "JP"),
        date=date,
        place="Phnom Penh",
        occasion=None,
        topics=(),
        sources=sources,
        variants=variants,
    )


def found(*facts: Fact, page: int = 1, pages: int = 1, total: int | None = None) -> Answer:
    return Answer(
        query=Query("meetings", parties=("JP",), page=page),
        understood="Meetings with Japan",
        answered=True,
        scope=SCOPE,
        facts=facts,
        total=len(facts) if total is None else total,
        page=page,
        pages=pages,
    )


def words(message: Message) -> str:
    return "\n".join(words_of(list(message.blocks)))


def buttons(message: Message) -> dict[str, tuple[str, str]]:
    """Label → action id and value of every button."""
    elements = [block["accessory"] for block in message.blocks if "accessory" in block]
    for block in message.blocks:
        elements += block["elements"] if block["type"] == "actions" else []
    return {
        one["text"]["text"]: (one["action_id"], one["value"]) for one in elements if "value" in one
    }


def test_a_meeting_is_told_with_its_sentence_and_source() -> None:
    message = answer_message(found(met()), Frame())
    shown = words(message)
    assert "*Meetings with Japan: 1*" in shown
    assert "\n14 November 2022\n" in shown
    assert shown.index(SENTENCE) < shown.index("Hun Sen (Prime Minister, Cambodia) met")
    assert "Hun Sen (Prime Minister, Cambodia) met Fumio Kishida (Prime Minister, Japan)" in shown
    assert "in Phnom Penh" in shown
    assert f"“{SENTENCE}”" in shown  # verbatim, in a quotation that needs no escaping
    assert "“What leaders said”, The Post, published 15 November 2022" in shown
    assert "Facts as of 15 November 2022, 14 articles." in shown
    action, value = buttons(message)["Source"]
    assert action.startswith(Action.SOURCE)
    assert decode_source(value).fact == "m1" and decode_source(value).reading == "r1"
    assert "14 November 2022" in message.text and "14 articles" in message.text


def test_the_quotation_is_set_off() -> None:
    blocks = answer_message(found(met()), Frame()).blocks
    [quote] = [block for block in blocks if block["type"] == "rich_text"]
    head, said = quote["elements"]
    assert head["elements"][0]["style"] == {"bold": True}
    assert said["type"] == "rich_text_quote"


def test_an_undated_meeting_begins_with_no_day() -> None:
    shown = words(answer_message(found(met(date=None)), Frame()))
    assert "\nUndated; by 15 November 2022 (published)\n" in shown


def test_several_sources_are_counted_and_the_rest_is_a_click_away() -> None:
    sources = tuple(source(f"r{n}", f"article-{n}") for n in range(5))
    message = answer_message(found(met(sources=sources)), Frame())
    shown = words(message)
    assert "_Told by 5 articles_" in shown
    assert shown.count(SENTENCE) == 3
    assert "and 2 more sources" in shown
    _, value = buttons(message)["All sources"]
    assert decode_source(value).reading is None


def test_sources_but_the_first_are_folded_away() -> None:
    sources = tuple(source(f"r{n}", f"article-{n}") for n in range(3))
    message = answer_message(found(met(sources=sources)), Frame())
    [fold] = [block for block in message.blocks if block["type"] == "container"]
    assert fold["title"]["text"] == "2 more sources" and fold["default_collapsed"]
    assert all(block["type"] != "container" for block in simplified(message))
    assert words(Message(message.text, simplified(message))).count(SENTENCE) == 3


def test_two_readings_of_one_article_are_one_article() -> None:
    message = answer_message(found(met(sources=(source("r1"), source("r2")))), Frame())
    assert "Told by" not in words(message)


def test_where_sources_differ_both_values_stand_side_by_side() -> None:
    fact = met(
        sources=(source("r1", title="First report"), source("r2", "other", title="Second")),
        variants=(Variant("date", "2022-11-12", ("r1",)), Variant("date", "2022-11-13", ("r2",))),
        date="2022-11-12",
    )
    shown = words(answer_message(found(fact), Frame()))
    assert "\nReported as 12 or 13 November 2022\n" in shown
    assert (
        "*Sources differ on the date:* 12 November 2022 (“First report”) / "
        "13 November 2022 (“Second”)" in shown
    )


def test_pages_are_turned_by_value_alone() -> None:
    message = answer_message(found(met(), page=2, pages=3, total=12), Frame())
    assert "*Meetings with Japan: 12, page 2 of 3*" in words(message)
    texts = {label: decode_ask(value) for label, (_, value) in buttons(message).items() if
             label in {"Previous", "Next"}}  # fmt: skip
    assert texts == {"Previous": "meetings JP", "Next": "meetings JP page 3"}


def test_a_single_page_has_no_page_buttons() -> None:
    assert set(buttons(answer_message(found(met()), Frame()))) == {"Source"}


def test_only_a_private_answer_can_be_shared() -> None:
    private = buttons(answer_message(found(met()), Frame(private=True)))
    action, value = private["Share in channel"]
    assert (action, decode_ask(value)) == (Action.SHARE, "meetings JP")
    assert "Share in channel" not in buttons(answer_message(found(met()), Frame()))


def test_a_shared_answer_credits_its_sharer_and_cannot_be_turned() -> None:
    shared = answer_message(found(met(), pages=3), Frame(shared_by="U0ANNA"))
    assert "_Shared by_ <@U0ANNA>" in words(shared)
    assert set(buttons(shared)) == {"Source"}


def test_nothing_found_says_what_was_searched_and_offers_queries() -> None:
    answer = replace(
        found(),
        answered=False,
        message="No meeting with Japan, March 2023, in 14 articles, to 15 November 2022.",
        nearest=(
            Choice("Japan, any date", "meetings JP"),
            Choice("March 2023", "meetings 2023-03"),
        ),
    )
    message = answer_message(answer, Frame(private=True))
    assert "No meeting with Japan, March 2023, in 14 articles" in words(message)
    offered = {label: decode_ask(value) for label, (_, value) in buttons(message).items()}
    assert offered == {"Japan, any date": "meetings JP", "March 2023": "meetings 2023-03"}


def told() -> Answer:
    """An answer to a question, in a sentence."""
    return replace(
        found(),
        message="Hun Sen met Fumio Kishida on 14 November 2022 & <nobody> else.",
        notes=("Showing Japan for “japn”.",),
        nearest=tuple(Choice(f"Next {n}", f"meetings {n}") for n in range(2018, 2023)),
    )


def test_the_answer_in_a_sentence_comes_first_and_how_it_was_read_stands_small_below() -> None:
    message = answer_message(told(), Frame(asked="who met japn"))
    first, second = message.blocks[:2]
    assert first["type"] == "section"
    assert first["text"]["text"] == (
        "Hun Sen met Fumio Kishida on 14 November 2022 &amp; &lt;nobody&gt; else."
    )
    assert second["type"] == "context"
    assert second["elements"][0]["text"].startswith("Meetings with Japan")
    assert "Showing Japan for" in second["elements"][0]["text"]
    assert message.text.startswith("Hun Sen met Fumio Kishida on 14 November 2022")


def test_three_follow_ups_stand_below_it_and_leave_it_where_it_is() -> None:
    offered = buttons(answer_message(told(), Frame(asked="who met japn")))
    follow = {label: action for label, (action, _) in offered.items() if label.startswith("Next")}
    assert list(follow) == ["Next 2018", "Next 2019", "Next 2020"]
    assert all(Action.FOLLOW.pattern.match(action) for action in follow.values())
    window = buttons(answer_message(told(), Frame(asked="who met japn", window=True)))
    assert Action.CHOOSE.pattern.match(window["Next 2018"][0])


def test_a_question_without_a_query_is_asked_about_in_its_own_words() -> None:
    answer = replace(
        told(), query=None, understood="", facts=(), message=None, sentences=(source("s1"),)
    )
    message = answer_message(answer, Frame(asked="why do they <meet>?"))
    thumbs = message.blocks[-1]["elements"][0]
    assert decode_feedback(thumbs["negative_button"]["value"]) == (False, "", "why do they <meet>?")
    assert "*What the articles say*" in words(message)
    named = answer_message(answer, Frame(asked="why do\nthey meet?", asker="U0ANNA"))
    up = named.blocks[-1]["elements"][0]["positive_button"]["value"]
    assert decode_feedback(up) == (True, "U0ANNA", "why do\nthey meet?")
    too_long = answer_message(answer, Frame(asked="x" * 2_000))
    assert too_long.blocks[-1]["type"] == "context"
    refused = replace(answer, answered=False, sentences=(), message="Nothing states this.")
    assert answer_message(refused, Frame(asked="why?")).blocks[-1]["type"] == "context"


def test_an_ambiguous_name_is_asked_back() -> None:
    answer = Answer(
        query=None,
        understood="Meetings with Congo",
        answered=False,
        scope=SCOPE,
        question="Which Congo do you mean?",
        choices=(Choice("Congo", "meetings CG"), Choice("DR Congo", "meetings CD")),
        notes=("Showing nothing yet.",),
    )
    message = answer_message(answer, Frame(private=True))
    assert "Which Congo do you mean?" in words(message)
    offered = buttons(message)
    assert [decode_ask(value) for _, value in offered.values()] == ["meetings CG", "meetings CD"]
    assert len({action for action, _ in offered.values()}) == 2
    assert "Share in channel" not in offered


def test_a_profile_tells_titles_with_sources_spellings_and_meetings() -> None:
    held = RoleFact(
        "role-1", KISHIDA, "Prime Minister", "JP", "2022-03-20", "2022-11-15", (source("r9"),)
    )
    answer = replace(
        found(),
        query=Query("whois", people=("fumio-kishida",)),
        understood="Who is Fumio Kishida",
        profile=Profile(KISHIDA, ("Kishida Fumio",), (held,), (met(),), 7),
    )
    message = answer_message(answer, Frame())
    shown = words(message)
    assert "*Fumio Kishida (Prime Minister, Japan)*" in shown
    assert "Prime Minister, Japan — as of 15 November 2022" in shown
    assert "Also written: Kishida Fumio" in shown
    assert "*Latest of 7 meetings*" in shown
    _, value = buttons(message)["All 7 meetings"]
    assert decode_ask(value) == "meetings #p:fumio-kishida"


def test_a_title_shows_the_newest_article_first() -> None:
    days = ("2022-03-20", "2022-04-01", "2022-05-02", "2022-06-03", "2022-11-15")
    told = tuple(source(f"r{day}", day, published=day, title=f"Told {day}") for day in days)
    held = RoleFact("role-1", KISHIDA, "Prime Minister", "JP", days[0], days[-1], told)
    shown = words(answer_message(found(held), Frame()))
    assert shown.index("Told 2022-11-15") < shown.index("Told 2022-06-03")
    assert "Told 2022-03-20" not in shown and "and 2 more sources" in shown


def test_long_sentences_are_shortened_before_facts_are() -> None:
    text = "They spoke of many things. " * 300
    long = source("r1")
    long = replace(long, evidence=(Evidence("recap", 0, len(text), text),))
    facts = [met(f"m{n}", sources=(long, long, long)) for n in range(8)]
    message = answer_message(found(*facts), Frame(private=True))
    shown = words(message)
    assert shown.count("Hun Sen (Prime Minister, Cambodia) met") == 8
    assert shown.count("…”") == 8
    assert "Facts as of 15 November 2022, 14 articles." in shown
    assert "Shortened" not in shown


def test_facts_that_fill_several_pages_can_be_had_as_a_table() -> None:
    first = answer_message(found(met(), pages=3, total=12), Frame(private=True))
    action, value = buttons(first)["As a table"]
    assert (action, decode_ask(value)) == (Action.TABLE, "meetings JP")
    facts = [met(f"m{n}", date=f"2022-11-{n + 1:02}") for n in range(12)]
    whole = answer_message(found(*facts), Frame(table=True))
    [table] = [block for block in whole.blocks if block["type"] == "data_table"]
    assert [row[0]["text"] for row in table["rows"]][:2] == ["Date", "1 November 2022"]
    assert len(table["rows"]) == 13
    assert not any(block["type"] == "data_table" for block in simplified(whole))
    assert words(Message(whole.text, simplified(whole))).count(" met Fumio Kishida") == 12
    assert "As a table" not in buttons(whole)


def said(spoken: str, *sources: Source) -> StatementFact:
    return StatementFact("s1", spoken, True, (KISHIDA,), None, ("JP",), None, None, (), sources)


def test_cells_of_words_end_without_the_comma_before_he_said() -> None:
    fact = said("We will build it,")
    table = table_block(found(fact), 9_000)
    assert table["rows"][1][2]["text"] == "We will build it"


def test_a_long_table_keeps_all_rows_and_turns_its_own_pages() -> None:
    about = "trade, fisheries, ports, students and the long road between the capitals " * 9
    facts = [replace(met(f"m{n}"), place=about, occasion=about) for n in range(25)]
    answer = found(*facts, page=2, pages=3, total=60)
    shown = answer_message(answer, Frame(private=True, table=True))
    for form in (shown.blocks, simplified(shown)):
        turned = buttons(Message(shown.text, form))
        assert turned["Next"][0].startswith(Action.TABLE)
        assert decode_ask(turned["Next"][1]) == "meetings JP page 3"
        assert turned["Previous"][0].startswith(Action.TABLE)
        assert turned["As a list"][0].startswith(Action.PAGE)
        assert decode_ask(turned["As a list"][1]) == "meetings JP"
        assert is_of_table(turned["Share in channel"][1])
        assert "Shortened" not in words(Message(shown.text, form))
    [table] = [block for block in shown.blocks if block["type"] == "data_table"]
    assert len(table["rows"]) == 26
    assert words(Message(shown.text, simplified(shown))).count(" met ") == 25
    listed = buttons(answer_message(answer, Frame(private=True)))
    assert not is_of_table(listed["Share in channel"][1])


def test_a_page_that_just_fits_keeps_its_buttons() -> None:
    # Of answers of all lengths some come within a hair of what Slack takes.
    for length in range(100, 700, 3):
        long = source("r1")
        text = "x" * length
        long = replace(long, evidence=(Evidence("recap", 0, length, text),))
        facts = [met(f"m{n}", sources=(long, long, long)) for n in range(5)]
        message = answer_message(found(*facts, pages=2, total=6), Frame(private=True))
        offered = buttons(message)
        assert {"Next", "As a table", "Share in channel", "Export as CSV"} <= set(offered)
        assert words(message).count(" met Fumio Kishida") == 5
        assert "Shortened" not in words(message)


def test_a_table_has_a_caption_whatever_was_understood() -> None:
    for understood in ("", " ", "\x7f\x01"):
        answer = replace(found(met(), met("m2"), total=9, pages=2), understood=understood)
        blocks = answer_message(answer, Frame(table=True)).blocks
        [table] = [block for block in blocks if block["type"] == "data_table"]
        assert table["caption"] == "Facts"


def test_what_lies_over_time_is_a_chart_where_slack_shows_one() -> None:
    counted = (
        Count("2022-03", Kind.MEETING, 1),
        Count("2022-05", Kind.MEETING, 2),
        Count("2022-11", Kind.MEETING, 9),
    )
    message = answer_message(replace(found(met(), pages=3, total=12), counts=counted), Frame())
    [chart] = [block for block in message.blocks if block["type"] == "data_visualization"]
    months = chart["chart"]["axis_config"]["categories"]
    assert len(months) == 9 and months[:3] == ["March 2022", "April 2022", "May 2022"]
    values = [point["value"] for point in chart["chart"]["series"][0]["data"]]
    assert values == [1, 0, 2, 0, 0, 0, 0, 0, 9]
    assert all(block["type"] != "data_visualization" for block in simplified(message))
    alone = replace(found(met()), counts=counted[:2])
    assert all(b["type"] != "data_visualization" for b in answer_message(alone, Frame()).blocks)


def test_totals_stand_below_the_sums_and_in_the_text() -> None:
    told = Totals(
        (
            Total(Grouping.KIND, "grant", Sum(Decimal(52_300_000), "USD"), 3),
            Total(Grouping.GIVER, "JP", Sum(Decimal(51_300_000), "USD"), 2),
            Total(Grouping.GIVER, "AU", Sum(Decimal(1_000_000), "USD"), 1),
        ),
        left_out=2,
    )
    message = answer_message(replace(found(met()), totals=told), Frame())
    shown = words(message)
    assert "Grants: USD 52.3 million in 3 sums\nFrom Japan: USD 51.3 million in 2 sums" in shown
    assert "2 are left out" in shown
    assert "In all, given or promised: USD 52.3 million." in message.text
    [chart] = [block for block in message.blocks if block["type"] == "data_visualization"]
    assert chart["chart"]["series"][0] == {
        "name": "USD million",
        "data": [{"label": "Japan", "value": 51.3}, {"label": "Australia", "value": 1.0}],
    }


def test_a_quotation_that_is_cut_can_be_seen_whole() -> None:
    text = f"“{'We waited long for this road, and ' * 60}that is all,” Kishida said."
    told = replace(source("r1"), evidence=(Evidence("recap", 0, len(text), text),))
    fact = said(text[1:-15], told)
    message = answer_message(found(fact), Frame())
    shown = words(message)
    assert "““" not in shown and shown.count("We waited long for this road") < 30
    assert "Fumio Kishida (Prime Minister, Japan): “We waited long" in shown
    assert buttons(message)["Whole quotation"][0].startswith(Action.SOURCE)
    assert "Whole quotation" not in buttons(answer_message(found(met()), Frame()))


def test_words_looked_for_are_marked_in_the_sentence() -> None:
    message = answer_message(replace(found(met()), highlights=("Road",)), Frame())
    [quote] = [block for block in message.blocks if block["type"] == "rich_text"]
    said = quote["elements"][1]["elements"]
    assert [run["text"] for run in said if "style" in run] == ["roads"]
    assert "".join(run["text"] for run in said) == f"“{SENTENCE}”"


def test_sentences_without_a_fact_are_shown_with_their_article() -> None:
    message = answer_message(replace(found(), sentences=(source("r1"),)), Frame())
    shown = words(message)
    assert "Sentences with these words" in shown
    assert f"“{SENTENCE}”" in shown
    assert "“What leaders said”" in shown


def test_what_is_related_is_a_click_away() -> None:
    message = answer_message(found(met()), Frame())
    [menu] = [b["accessory"] for b in message.blocks if b.get("accessory", {}).get("options")]
    assert menu["action_id"].startswith(Action.MORE)
    correct, rule, report, related = menu["options"]
    assert decode_ask(related["value"]) == "timeline #p:hun-sen #p:fumio-kishida"
    ref = FactRef(met().id, met().sources[0].reading)
    assert decode_fact(correct["value"]) == ref
    assert decode_fact(rule["value"]) == replace(ref, deed=Deed.RULE)
    assert decode_fact(report["value"]) == replace(ref, deed=Deed.REPORT)


def test_a_source_opens_the_article_at_its_sentence() -> None:
    linked = replace(source("r1"), url="https://example.org/a?b=1#top")
    shown = words(answer_message(found(met(sources=(linked,))), Frame()))
    assert "<https://example.org/a?b=1#top:~:text=Hun%20Sen%20met" in shown


def test_thumbs_carry_what_was_asked() -> None:
    blocks = answer_message(found(met()), Frame()).blocks
    [thumbs] = [block for block in blocks if block["type"] == "context_actions"]
    up = thumbs["elements"][0]["positive_button"]["value"]
    assert decode_feedback(up) == (True, "", "meetings JP")
    assert not [
        block
        for block in answer_message(found(met()), Frame(shared_by="U1")).blocks
        if block["type"] == "context_actions"
    ]


def test_a_profile_tells_the_latest_words_and_the_way_to_all() -> None:
    latest = Latest(Kind.STATEMENT, (), 12)
    profile = Profile(KISHIDA, (), (), (), 0, (latest,))
    answer = replace(found(), query=Query("whois", people=("fumio-kishida",)), profile=profile)
    message = answer_message(answer, Frame())
    assert "*Latest of 12 statements*" in words(message)
    assert decode_ask(buttons(message)["Show all"][1]) == "quotes #p:fumio-kishida"


def test_notes_without_a_word_leave_no_empty_block() -> None:
    for answer in (found(), told()):
        message = answer_message(replace(answer, notes=("\x00",), understood=""), Frame())
        assert all(block.get("elements", [{}]) for block in message.blocks)
