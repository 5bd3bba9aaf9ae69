"""What readers say finds what newspapers print, and nothing that only looks like it."""

import re
from collections import Counter

import pytest

from knowledge.language.tokens import tokenise
from knowledge.questions import words
from knowledge.questions.terms import phrasal
from knowledge.questions.words import printed, stem, stems, variants

STAND_FOR_EACH_OTHER = """
flu / influenza; abortion / termination of pregnancy; surgery / operation; newborn / infant
runner-up / second; striker / forward; film / movie; novelist / author; memoir / autobiography
airliner / passenger jet; freighter / cargo ship; motorway / highway
petrol station / gas station; fighter jet / warplane; shelling / bombardment
uprising / rebellion; prisoner swap / prisoner exchange; atrocity / war crime
checkpoint / border crossing; foreigner / foreign national; net zero / carbon neutral
confiscate / seize; postpone / defer; conceal / hide; confess / own up; unfounded / baseless
premier / prime minister; resign / step down; resign / quit; resignation / departure
run-off / second round; snap election / early election; turnout / participation
lawmaker / legislator; front-runner / favourite; coup / putsch; oust / depose; sack / dismiss
breakaway / separatist; overturn / quash; repeal / abolish; go-ahead / permission
bill / draft law; overhaul / reform; recount / count again; envoy / emissary
foreign minister / foreign secretary; memorandum of understanding / mou; deadlock / stalemate
ultimatum / deadline; retaliate / hit back; mediator / go-between; rebuff / reject; pledge / vow
reiterate / reaffirm; emphasise / underscore; embargo / trade ban; bilateral / two-way
feud / quarrel; applaud / praise; denounce / condemn; reassure / assure; convene / gather
farewell / goodbye; perish / lose their lives; unharmed / unscathed; deadly / lethal
earthquake / quake; tsunami / tidal wave; wildfire / bushfire; blackout / power cut
drought / dry spell; famine / starvation; vanish / disappear; capsize / sink
demolish / tear down; evacuate / displace; rubble / debris; autopsy / post-mortem
abduct / kidnap; bribe / kickback; inmate / prisoner; cop / police officer; arrest / apprehend
murder / slay; manhunt / hunt; fugitive / on the run; acquit / exonerate; defendant / accused
lawsuit / sue; death penalty / capital punishment; testify / give evidence; pardon / clemency
hand out / grant; hand out / distribute; grant / award; bankroll / fund; donor / benefactor
takeover / acquisition; chief executive / ceo; lay off / redundancies
walkout / industrial action; plummet / plunge; skyrocket / soar; carmaker / automaker
headquarters / head office; refund / reimburse; tycoon / magnate; jobless / unemployed
price rise / price hike; recession / downturn; bourse / stock exchange; gas / lng
renewable energy / clean energy; power plant / power station; halve / half
"""

ANSWER_ONE_WAY = """
vehicle / car; vehicle / lorry; natural disaster / earthquake; top diplomat / foreign minister
casualty / wounded; fossil fuel / coal; smash / crash; arrest / nab; cut / slash
jackpot / lottery
"""

STAND_FOR_NOTHING = """
personal / people; intelligence / intelligent; celebrate / celebrity; nature / naturalise
offence / offensive; comet / asteroid; genocide / ethnic cleansing; critical / criticise
customs / customer; minor / minority; die / injure; wound / kill; arrest / convict
charge / convict; suspect / murderer; win / lose; win / nominate; buy / sell; import / export
rise / fall; hire / dismiss; resign / appoint; vote / poll tax; president / prime minister
minister / ambassador; king / president; governor / mayor; senator / president; war / peace
truce / war; invade / withdraw; loan / grant aid; debt / profit; profit / revenue; tax / wage
earthquake / flood; flood / drought; fire / flood; snow / rain; plane / ship; train / bus
helicopter / plane; doctor / nurse; father / mother; son / daughter; husband / brother
wife / husband; prince / princess; boy / girl; nephew / son; uncle / aunt
strike / earthquake drill; party / part; state / statue; policy / police; authority / author
office / officer; import / important; severe / sever; department / depart; emergency / emerge
initiative / initial; vacation / vacate; recession / recess; objective / object
university / universe; conservative / conservation; gold / silver; coal / oil; oil / gas
church / mosque; bishop / imam; murder / rape; theft / murder; pardon / convict
caucus / primary; supreme court / court of appeal; car / vehicle tax; approve / reject
ban / allow; open / close
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    found = [one.split(" / ") for one in re.split(r"[;\n]", table) if one.strip()]
    return [(one.strip(), other.strip()) for one, other in found]


def _answers(asked: str, told: str) -> bool:
    return tuple(stems(told)) in variants(asked)


def test_the_tables_are_long_enough_to_tell() -> None:
    assert len(_pairs(STAND_FOR_EACH_OTHER)) >= 80
    assert len(_pairs(STAND_FOR_NOTHING)) >= 60


@pytest.mark.parametrize(("one", "other"), _pairs(STAND_FOR_EACH_OTHER))
def test_other_words_for_the_same_stand_for_each_other(one: str, other: str) -> None:
    assert _answers(one, other) or _answers(other, one)


@pytest.mark.parametrize(("asked", "told"), _pairs(ANSWER_ONE_WAY))
def test_what_is_narrower_answers_what_is_wider(asked: str, told: str) -> None:
    assert _answers(asked, told)


@pytest.mark.parametrize(("asked", "told"), [("car", "lorry"), ("lottery", "jackpot")])
def test_what_is_wider_does_not_answer_what_is_narrower(asked: str, told: str) -> None:
    assert not _answers(asked, told)


@pytest.mark.parametrize(("one", "other"), _pairs(STAND_FOR_NOTHING))
def test_neighbours_and_opposites_do_not_stand_for_each_other(one: str, other: str) -> None:
    assert not _answers(one, other)
    assert not _answers(other, one)


def test_a_line_has_no_word_twice_and_says_something() -> None:
    for line in words.read("paraphrases"):
        sides = [side.split(",") for side in line.split(" > ")]
        assert len(sides) <= 2, line
        phrases = Counter(tuple(stems(one)) for side in sides for one in side)
        assert () not in phrases and max(phrases.values()) == 1 and len(phrases) > 1, line


def test_no_line_stands_twice() -> None:
    lines = Counter(words.read("paraphrases"))
    assert max(lines.values()) == 1


def test_phrases_that_a_question_may_have_are_short_enough_to_be_found() -> None:
    for line in words.read("paraphrases"):
        asked = line.partition(" > ")[0] if " > " in line else ""
        assert all(len(stems(one)) <= words.LONGEST_PHRASE for one in asked.split(",")), line


def test_words_do_not_combine_over_lines() -> None:
    """A "row" is a dispute and a "dispute" may be a quarrel, but lines make no chains."""
    assert _answers("oust", "remove") and _answers("remove", "take out")
    assert not _answers("oust", "take out")


def test_full_text_search_is_given_the_forms_that_no_ending_tells() -> None:
    assert {"die", "died", "dying"} <= set(printed((stem("die"),)))
    assert {"step down", "stepped down"} <= set(printed(("step", "down")))
    assert printed(("zzz",)) == ("zzz",)


@pytest.mark.parametrize("verb", ["hand out", "vote down", "pay back"])
def test_a_verb_keeps_its_particle_behind_an_object(verb: str) -> None:
    first, particle = verb.split()
    tokens = tokenise(f"did they {first} the award {particle}")
    assert list(phrasal(tokens, frozenset(range(len(tokens))))) == [(2, 5)]
