"""Whom something to come concerns: the parties and people that its words name or refer to."""

from collections.abc import Collection

from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.lexicon import milestones, status_words
from knowledge.extraction.milestones.taking_part import (
    Concerned,
    is_of_pair,
    is_told,
    named_in,
    pair_before,
    tier_of,
)
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.named.parties import PartyForm, is_state
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.people.affiliation import setting
from knowledge.extraction.people.officers import link_to
from knowledge.extraction.scene import Scene
from knowledge.model import Link, ParagraphRole

_REACH = 3
_FULL_NAME = 3
_LEAD = 2
_NEAR = 3
_UNDERTAKINGS = frozenset({"project", "agreement", "initiative"})
_VERBS = {
    "meeting": "meet", "talks": "meet", "visit": "visit", "trip": "visit", "gathering": "gather",
    "vote": "vote",
}  # fmt: skip


def concerned(
    scene: Scene, sentence: Sentence, actors: list[Actor], words: Collection[int]
) -> Concerned:
    """Whom the `words` of a sentence concern.

    Those who act in them; for the affairs of a pair ("the joint committee") the two that the
    article was just speaking of; else the country or, at last, the city where it takes place; for
    an election and its like the article's own country. Empty when nobody is found.
    """
    acting, where, cities = named_in(scene, sentence, actors, words)
    if acting.parties and any(sentence.lower(i) in milestones().projects for i in words):
        # "The Chinese-built railway in Kenya": who builds, and where.
        acting.parties.extend(code for code in where.parties if code not in acting.parties)
    if acting.parties:
        return _with_partner(scene, sentence, words, acting)
    found = (_earlier(scene, sentence, words) if _is_bare(sentence, words) else None) or where
    if not found.parties:
        found = _there(scene, sentence, words) or found
    if not found.parties:
        found = (
            _earlier(scene, sentence, words)
            or _named_before(scene, sentence, words)
            or _of_us(scene, sentence, words)
            or _in_same_sentence(scene, sentence, words)
        )
    if not found.parties and not is_of_pair(sentence, words):
        found = cities
    if not found.parties and any(sentence.lower(i) in milestones().domestic for i in words):
        found = _own_country(scene)
    if not found.parties:
        found = _just_before(scene, sentence, words) or Concerned()
    if not found.parties:
        found = _of_article(scene, sentence, words) or found
    found.people.extend(acting.people)
    return found


def _is_bare(sentence: Sentence, words: Collection[int]) -> bool:
    """ "The meeting will take place in …": of whom it is was told before."""
    return any(
        sentence.lower(i) in milestones().occasions
        and _is_definite(sentence, i)
        and _acts(sentence, i)
        and sentence.words[i + 1 : i + 2]
        and sentence.words[i + 1].pos in ("VERB", "AUX")
        for i in words
    )


def _speaks(sentence: Sentence, actor: Actor) -> bool:
    if actor.form is ActorForm.PARTY:
        return False
    token = sentence.tokens[sentence.words[actor.right - 1].last - 1]
    above = (t for t in (token, *climb(token)) if t.dep_ == "nsubj")
    verb = next((t.head for t in above), None)
    return verb is not None and verb.lemma_.lower() in status_words().saying


def _speaking(scene: Scene, sentence: Sentence) -> Concerned | None:
    """ "The pact with Chile takes effect in May, Peru's minister said": the speaker's state."""
    for actor in scene.actors(sentence.index):
        states = [code for code in actor.parties if is_state(code)]
        if len(states) == 1 and _speaks(sentence, actor):
            return Concerned(states, [], list(actor.links))
    return None


def _with_partner(
    scene: Scene, sentence: Sentence, words: Collection[int], acting: Concerned
) -> Concerned:
    """ "The trade pact with Chile takes effect …": with the article's own country."""
    named = [sentence.lower(i) for i in sorted(words)]
    shared = next((i for i, word in enumerate(named) if word in milestones().shared), None)
    if len(acting.parties) != 1 or shared is None or "with" not in named[shared : shared + _NEAR]:
        return acting
    own = _speaking(scene, sentence) or _own_country(scene)
    if not own.parties or own.parties == acting.parties:
        return acting
    return Concerned([*own.parties, *acting.parties], acting.people, [*acting.links, *own.links])


def _in_same_sentence(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned:
    """Who acts around a clause: "They welcomed the pact that takes effect …"; before it first."""
    before, behind, cities = Concerned(), Concerned(), Concerned()
    first = min(words, default=0)
    domestic = any(sentence.lower(i) in milestones().domestic for i in words)
    bare = _is_bare(sentence, words)
    for actor in scene.actors(sentence.index):
        if bare and _speaks(sentence, actor):
            continue  # "The talks will be held on Friday, a French spokesman said."
        if domestic and not any(is_state(code) for code in actor.parties):
            continue  # "The elections are near, a UN envoy said."
        found = before if actor.right <= first else behind
        if not is_told(sentence, actor, before):
            tier_of(scene, sentence, actor, (found, Concerned(), cities)).add(actor)
    if not (before.parties or behind.parties):
        builds = any(sentence.lower(i) in milestones().projects for i in words)
        return cities if builds else behind
    return before if before.parties else behind


def _there(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "In Togo, and the reduction of troops there": the country named last before that word."""
    at = next((i for i in sorted(words) if sentence.lower(i) == "there"), None)
    named = [p for p in scene.parties[sentence.index] if at and p.last <= at and is_state(p.code)]
    if at is None or not named or sentence.tokens[sentence.words[at].first].dep_ == "expl":
        return None
    link = sentence.word_link("parties", at, at + 1, named[-1].code, "just named")
    return Concerned([named[-1].code], [], [link])


def _earlier(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "The commission will next convene …": the parties with which it was named before."""
    nouns = [
        sentence.lower(i)
        for i in sorted(words)
        if sentence.words[i].pos in ("NOUN", "PROPN") and _is_definite(sentence, i)
    ]
    for noun in nouns:
        for index in range(sentence.index - 1, max(sentence.index - _REACH - 1, -1), -1):
            before = scene.document.sentences[index]
            names = any(word.lower == noun for word in before.words)
            if not names and not _is_told_by_verb(before, noun):
                continue
            met = next((e for e in scene.events if e.sentence == index), None)
            if met is not None and noun in _VERBS:
                found = Concerned(sorted(met.parties))
            else:
                told = range(len(before.words))
                found, _, _ = named_in(scene, before, scene.actors(index), told)
            if found.parties:
                at = next(i for i in sorted(words) if sentence.lower(i) == noun)
                target = ", ".join(sorted(found.parties))
                link = sentence.word_link("parties", at, at + 1, target, "earlier mention")
                return Concerned(found.parties, [], [*found.links, link])
    return None


def _is_told_by_verb(sentence: Sentence, noun: str) -> bool:
    """ "Are to meet in May", and then "the meeting"."""
    verb = _VERBS.get(noun)
    return verb is not None and any(
        token.lemma_.lower() == verb and token.pos_ == "VERB" for token in sentence.tokens
    )


def _named_before(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "The Annual Action Programme will run until …": whose it was where it was first named."""
    for first, last in _proper_names(sentence, words):
        name = [sentence.lower(i) for i in range(first, last)]
        for before in scene.document.sentences[: sentence.index]:
            lowered = [word.lower for word in before.words]
            if not any(lowered[i : i + len(name)] == name for i in range(len(lowered))):
                continue
            found, _, _ = named_in(scene, before, scene.actors(before.index), range(len(lowered)))
            if found.parties:
                target = ", ".join(sorted(found.parties))
                link = sentence.word_link("parties", first, last, target, "earlier mention")
                return Concerned(found.parties, [], [*found.links, link])
    return None


def _proper_names(sentence: Sentence, words: Collection[int]) -> list[tuple[int, int]]:
    """Names of three words and more that end in a noun for a plan or a work."""
    ends = (milestones().programmes, milestones().projects, _UNDERTAKINGS)
    spans = []
    for i in sorted(words):
        lower = sentence.lower(i)
        if not sentence.words[i].capital or not any(lower in each for each in ends):
            continue
        first = i
        while first > 0 and sentence.words[first - 1].capital:
            first -= 1
        if i + 1 - first >= _FULL_NAME:
            spans.append((first, i + 1))
    return spans


def _just_before(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "The cable is to be completed by …": whose it is says the sentence before."""
    subjects = [i for i in sorted(words) if _is_definite(sentence, i) and _acts(sentence, i)]
    definite = next(iter(subjects), None)
    if definite is None or sentence.index == 0:
        return None
    before = scene.document.sentences[sentence.index - 1]
    if before.base != sentence.base:  # Another paragraph.
        return None
    found, _, _ = named_in(scene, before, scene.actors(before.index), range(len(before.words)))
    if not found.parties:
        return None
    target = ", ".join(sorted(found.parties))
    link = sentence.word_link("parties", definite, definite + 1, target, "sentence before")
    return Concerned(found.parties, [], [*found.links, link])


def _is_definite(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[sentence.words[i].last - 1]
    return any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in token.children)


def _acts(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[sentence.words[i].last - 1]
    return token.dep_ in ("nsubj", "nsubjpass")


def _of_article(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "The agreement will take effect …", "the court will rule …": whose affair the article is.

    What two share is of the two that met or that the lead names, what one state has of its own
    country.
    """
    nouns = {sentence.lower(i) for i in words if sentence.words[i].pos in ("NOUN", "PROPN")}
    if nouns & milestones().of_body and (body := _lead_body(scene)) is not None:
        return body
    if nouns & milestones().shared:
        return pair_before(scene, sentence) or _lead_pair(scene)
    if nouns & milestones().projects:
        own = _own_country(scene)
        return own if own.parties else _lead_pair(scene)
    return _own_country(scene) if nouns & milestones().of_state else None


def _of_us(scene: Scene, sentence: Sentence, words: Collection[int]) -> Concerned | None:
    """ "We hope to sign the agreement …": we are the two that met, not only who says so."""
    told = {sentence.lower(i) for i in words}
    return pair_before(scene, sentence) if "we" in told and told & milestones().shared else None


def _lead_pair(scene: Scene) -> Concerned | None:
    """The only two states of the headline and the first two sentences."""
    named: dict[str, Link] = {}
    body = 0
    for sentence, row in zip(scene.document.sentences, scene.parties, strict=True):
        body += sentence.role is ParagraphRole.BODY
        if body > _LEAD:
            break
        for mention in row:
            if mention.form in (PartyForm.NAME, PartyForm.DEMONYM) and is_state(mention.code):
                named.setdefault(mention.code, link_to(mention, "lead"))
    return Concerned(sorted(named), [], list(named.values())) if len(named) == 2 else None


def _lead_body(scene: Scene) -> Concerned | None:
    """The only organisation of states that title and first two sentences name."""
    named: dict[str, Link] = {}
    body = 0
    for sentence, row in zip(scene.document.sentences, scene.parties, strict=True):
        body += sentence.role is ParagraphRole.BODY
        if body > _LEAD:
            break
        for mention in row:
            if mention.form is PartyForm.BODY and not is_state(mention.code):
                named.setdefault(mention.code, link_to(mention, "lead"))
    return Concerned(list(named), [], list(named.values())) if len(named) == 1 else None


def _own_country(scene: Scene) -> Concerned:
    """The country that the article is set in, or else its outlet's."""
    mention = setting(scene.document, scene.parties)
    if mention is not None:
        link = Link("parties", mention.text, mention.start, mention.end, mention.code, "setting")
        return Concerned([mention.code], [], [link])
    home = outlet_home(scene.article)
    if home is None:
        return Concerned()
    return Concerned(
        [home], [], [Link("parties", scene.article.outlet or "", 0, 0, home, "outlet")]
    )
