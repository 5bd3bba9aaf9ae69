"""Whatever waits, the queue goes out in messages that Slack takes and that call nobody."""

from hypothesis import given
from hypothesis import strategies as st

from bot.ids import Action
from bot.render import review as render
from bot.render import reviewposts
from bot.render.blocks import answer_modal
from bot.render.limits import TOTAL, weight
from bot.reviewing.values import Deed, Press, decode_press
from bot.workspace.blockkit import check_message, check_view
from knowledge.answers import reviewing
from knowledge.answers.reviewing import Choice, Shown
from knowledge.base.decisions import Action as Decided
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.base.results import Context, Suggestion
from knowledge.base.waiting import Item, Order, Sort
from knowledge.wording import reviewing as words
from knowledge.wording.facts import plain_line
from tests.bot import strategies as any_
from tests.bot.render.test_any_answer import CALL, bounded, texts_in

AT = "2026-11-22T09:00:00Z"

proposals = st.builds(
    Proposal, fact=any_.ids, person=st.just("U1"), value=any_.words, why=any_.words,
    field=st.sampled_from(("date", "people", "report", "whole", "sum")), shown=any_.words,
    at=st.just(AT), n=st.integers(1, 10**6),
)  # fmt: skip
decisions = st.builds(
    Decision, action=st.sampled_from((Decided.VERIFY, Decided.CORRECT, Decided.RETRACT)),
    target=any_.ids.map(lambda id: f"fact:{id}"), who=st.just("U2"), why=any_.words,
    payload=st.fixed_dictionaries(
        {"field": st.just("date"), "words": any_.words, "was": any_.words, "shown": any_.words}
    ),
    at=st.just(AT), id=any_.ids,
)  # fmt: skip
contexts = st.builds(
    Context, person=any_.people, aliases=any_.tuples(any_.words, 3),
    titles=any_.tuples(any_.words, 3), parties=any_.tuples(any_.parties, 3),
    first=st.just("2022-01-01"), last=st.none(), facts=st.integers(0, 1_000),
    sentences=any_.tuples(any_.sources, 2),
)  # fmt: skip
pairs = st.builds(
    Suggestion, key=any_.ids, score=st.integers(60, 130), one=contexts, other=contexts,
    reasons=st.just(("same name",)),
)  # fmt: skip


@st.composite
def items(draw: st.DrawFn) -> Shown:
    sort = draw(st.sampled_from(Sort))
    fact = draw(st.none() | any_.facts)
    pair = draw(pairs) if sort is Sort.PEOPLE else None
    fact = None if pair is not None or (fact is not None and not fact.sources) else fact
    decided = sort in (Sort.CHANGED, Sort.ASTRAY, Sort.AGAIN)
    item = Item(
        sort, draw(any_.ids), AT, None if fact is None else fact.id,
        draw(proposals) if sort is Sort.PROPOSAL else None,
        decision=draw(decisions) if decided else None, suggestion=pair,
    )  # fmt: skip
    chosen = st.builds(
        Choice, part=st.just("date"), reading=any_.ids, value=any_.words, outlets=any_.words
    )
    deeds = tuple(
        (reviewing.Deed(name), label)
        for name, label in words.deeds(item, is_there=fact is not None)
    )
    return Shown(
        item, fact, "" if fact is None else plain_line(fact), words.reasons(item, fact),
        words.proposed(item, fact), choices=draw(any_.tuples(chosen, 6)), deeds=deeds,
        article=draw(any_.ids), verifiable=draw(st.integers(0, 50)),
    )  # fmt: skip


@bounded
@given(shown=st.lists(items(), max_size=6), order=st.sampled_from(Order))
def test_any_queue_is_a_message_that_slack_takes(shown: list[Shown], order: Order) -> None:
    place = Press(Deed.PAGE, order=order, offset=5)
    queue = render.Queue(shown, {one.item.sort: 1 for one in shown}, True, False, 5)
    message = render.queue_message(queue, place)
    blocks = list(message.blocks)
    assert check_message({"text": message.text, "blocks": blocks}) == []
    texts = [text.replace("proposed by <@U1>", "") for text in texts_in(blocks)]
    assert weight(blocks) <= TOTAL and not any(map(CALL.search, texts)), "but who proposed"
    assert check_view(answer_modal(message)) == []
    for block in blocks:
        for element in block.get("elements", ()):
            if element.get("type") == "button":
                assert Action.REVIEW.pattern.match(element["action_id"])
                assert decode_press(element["value"]).offset <= 10


@bounded
@given(shown=st.lists(items(), min_size=1, max_size=3), one=decisions)
def test_any_post_is_a_message_that_slack_takes(shown: list[Shown], one: Decision) -> None:
    entries = [(item.key, item, None) for item in shown]
    for told in (entries, [*entries[1:], ("x", None, one)], [("x", None, None)]):
        message = reviewposts.post_message(told)
        blocks = list(message.blocks)
        assert check_message({"text": message.text, "blocks": blocks}) == []
        assert not any(map(CALL.search, texts_in(blocks))) and "U2" not in message.text


@bounded
@given(lines=st.lists(st.tuples(any_.words, any_.words, decisions), min_size=1, max_size=10))
def test_whoever_proposed_is_told_in_a_message_that_slack_takes(
    lines: list[tuple[str, str, Decision]],
) -> None:
    message = reviewposts.told_message(lines)
    assert check_message({"text": message.text, "blocks": list(message.blocks)}) == []
    assert not CALL.search(message.text)
