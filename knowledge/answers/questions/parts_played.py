"""Whether those whom a question names play the same part in a sentence: speaker, giver."""

import re

from knowledge.answers.questions.evidence import Passage
from knowledge.answers.questions.money import sides
from knowledge.answers.questions.statements import apart
from knowledge.model import MeetingFact, PaymentFact, Query, StatementFact, Status
from knowledge.questions.model import Asked, Frame
from knowledge.questions.words import wordset

_SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys)|told|tweet\w*|stat(?:ed|es)|stress\w*|ad(?:ded|ds)|accord\w*|announc\w*|"
    r"warn\w*|urg(?:ed|es)|call(?:ed|s)|reiterat\w*|underlin\w*|emphasi\w*|express\w*|thank\w*|"
    r"prais\w*|commend\w*|hail\w*|condemn\w*|promis\w*|pledg\w*|vow\w*|argu\w*|claim\w*|den(?:ied|ies)|"
    r"ask(?:ed|s)|believ\w*|hope[sd]?|suggest\w*|propos\w*|insist\w*|wrote|writes|respon\w*|repl\w*|"
    r"explain\w*|describ\w*|not(?:ed|es)|recall\w*|reaffirm\w*|support\w*|oppos\w*|adherence|"
    r"approv\w*|welcom\w*|reject\w*|critici\w*|congratulat\w*|appeal\w*|demand\w*|quoted|position|stance|view\w*|"
    r"(?:come|came|comes) out|against|in favou?r|favou?r\w*|want(?:s|ed)?|seeks?|sought|"
    r"consider\w*|regard\w*|pa(?:id|ys) tribute|mourn\w*|question(?:ed|s))\b",
    re.I,
)


def is_played(asked: Asked, passage: Passage) -> bool:
    """False for a sentence in which somebody else speaks, or money goes the other way."""
    if asked.frames[:1] == (Frame.STATEMENT,):
        return _speaks(asked, passage)
    if asked.frames[:1] == (Frame.PAYMENT,):
        return _gives(asked, passage)
    if asked.frames[:1] == (Frame.MEETING,):
        return _took_place(asked, passage)
    return True


def _speaks(asked: Asked, passage: Passage) -> bool:
    speakers, _ = apart(asked)
    if not speakers:
        return True
    said = [fact for fact in passage.facts if isinstance(fact, StatementFact)]
    people = {one.of for one in speakers if one.kind == "person"}
    if any(ref.id in people for fact in said for ref in fact.speakers):
        return True
    if people and said and all(fact.speakers for fact in said):
        return False
    return _SPEAKS.search(passage.text.text) is not None


def _gives(asked: Asked, passage: Passage) -> bool:
    query = sides(asked, Query("money"))
    sums = [fact for fact in passage.facts if isinstance(fact, PaymentFact)]
    if not sums:
        return True
    return any(
        query.giver in (None, fact.giver) and query.receiver in (None, fact.receiver)
        for fact in sums
    )


def _took_place(asked: Asked, passage: Passage) -> bool:
    """False where a meeting is asked about as past and the sentence tells of one ahead."""
    if asked.future or not asked.words & wordset("past"):
        return True
    met = [fact for fact in passage.facts if isinstance(fact, MeetingFact)]
    return not met or any(fact.status is Status.HELD for fact in met)
