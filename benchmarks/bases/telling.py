"""Events told in sentences, each with the readings that stand on it."""

from dataclasses import replace

from benchmarks.bases.chance import Luck
from benchmarks.bases.events import Event
from benchmarks.bases.people import Person
from benchmarks.bases.phrases import money, when
from benchmarks.bases.plots import Plot
from benchmarks.bases.prose import capital, near, sentence, thing
from benchmarks.bases.sentences import Sentence, Step, Told
from benchmarks.bases.vocabulary import adjective, called, spoken_for, texts
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Form,
    Kind,
    Meeting,
    Milestone,
    MilestoneType,
    Participant,
    Payment,
    PaymentStage,
    Role,
    Statement,
    Status,
    Tenure,
)

FORMER = 102 / 924
"""The share of introductions as the former holder of an office."""

_MET = ("met", "held talks with", "received", "sat down with", "had talks with", "called on")
_DEALS = {
    AgreementType.MOU: "memorandum of understanding",
    AgreementType.TREATY: "treaty",
    AgreementType.FTA: "free trade agreement",
    AgreementType.TAX: "tax agreement",
    AgreementType.LOAN: "loan agreement",
    AgreementType.PARTNERSHIP: "partnership",
    AgreementType.JOINT_STATEMENT: "joint statement",
    AgreementType.OTHER: "agreement",
}
_STAGES = {
    AgreementStatus.SIGNED: ("signed", "concluded", "put their names to"),
    AgreementStatus.ANNOUNCED: ("announced", "agreed on", "made public"),
    AgreementStatus.IN_FORCE: ("brought into force", "began to apply"),
    AgreementStatus.PLANNED: ("will sign", "are to sign", "plan to sign"),
    AgreementStatus.PROPOSED: ("proposed", "talked of", "offered each other"),
}
_GAVE = {
    "grant": "granted {b} {sum}",
    "loan": "lent {b} {sum}",
    "investment": "invested {sum} in {b}",
    "aid": "gave {b} {sum} in aid",
    "other": "paid {b} {sum}",
}
_SAID = ("said", "told reporters", "added", "explained", "wrote", "replied", "told {outlet}")
_REPORTED = ("said that", "stated that", "announced that", "argued that", "confirmed that")
_AIMS = {
    MilestoneType.EVENT: ("is scheduled for", "is planned for", "will take place in or by"),
    MilestoneType.DEADLINE: ("must be over by", "has to be finished by"),
    MilestoneType.ENTRY_INTO_FORCE: ("takes effect on",),
    MilestoneType.TARGET: ("is to be reached by",),
    MilestoneType.ANNIVERSARY: ("has its anniversary on",),
}


class Teller:
    """Tells the events of a plot, introducing people where they first appear."""

    def __init__(self, luck: Luck, plot: Plot) -> None:
        self._luck = luck
        self._plot = plot
        self._met: dict[int, Participant] = {}
        self._roles: list[Told] = []

    def told(self, event: Event) -> list[Sentence]:
        """An event in a sentence or two."""
        self._roles = []
        match event.fields:
            case Meeting():
                return self._meeting(event, event.fields)
            case Agreement():
                return [self._agreement(event, event.fields)]
            case Payment():
                return [self._payment(event, event.fields)]
            case Milestone():
                return [self._milestone(event, event.fields)]
            case Statement():
                return [self._statement(event, event.fields)]

    def left(self) -> list[Sentence]:
        """The people of the plot whom no event introduced, in sentences of their own."""
        made = []
        for one in self._plot.cast:
            if one.rank not in self._met:
                self._roles = []
                verb = self._luck.one(texts("verbs"))
                text = f"{capital(self._name(one))} {verb} {thing(self._luck)}."
                made.append(Sentence(text, self._roles))
        return made

    def _name(self, one: Person) -> str:
        """Somebody as the sentence names them; whoever is new is introduced by their office."""
        luck, known = self._luck, self._met.get(one.rank)
        title = one.title(self._plot.day)
        if known is not None:
            return f"{title} {one.family}" if known.title and luck.happens(0.4) else one.family
        name = one.spelled(luck.random())
        if one.rank not in self._plot.titled:
            self._met[one.rank] = Participant(name, None, None)
            return name
        party = one.country if one.company is None else None
        former = luck.happens(FORMER)
        printed = f"{'former ' if former else ''}{title}"
        self._met[one.rank] = Participant(name, printed, party)
        tenure = Tenure.FORMER if former else Tenure.CURRENT
        held = title if one.company is None else f"{title} of {one.company}"
        self._roles.append(Told("title", Kind.ROLE, Role(name, held, party, tenure)))
        if one.company is not None:
            return f"{name}, {printed} of {one.company},"
        if luck.happens(0.15):
            return f"{name}, the {printed} of {called(one.country)},"
        of = f"{adjective(one.country)} " if luck.happens(0.5) else ""
        return f"{of}{printed} {name}" if not former else f"former {of}{title} {name}"

    def _who(self, people: tuple[Person, ...]) -> tuple[str, tuple[Participant, ...]]:
        names = [self._name(one) for one in people]
        shown = (
            " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
        )
        return shown, tuple(self._met[one.rank] for one in people)

    def _when(self, value: str | None) -> tuple[str, tuple[Step, ...]]:
        """A date in words, with the link for words that only the publication date explains."""
        words, exact = when(value, self._plot.day, self._luck)
        if not words or exact or value is None:
            return words, ()
        return words, (Step("date", words.split(" ", 2)[-1], value, "publication date"),)

    def _meeting(self, event: Event, fields: Meeting) -> list[Sentence]:
        luck = self._luck
        first, rest = self._name(event.people[0]), event.people[1:]
        others, _ = self._who(rest) if rest else ("", ())
        if not others:
            home = event.people[0].country
            party = next((code for code in fields.parties if code != home), home)
            others = f"a delegation of {called(party)}"
        date_words, steps = self._when(fields.date)
        where = f" {'at' if (fields.place or '').startswith('the ') else 'in'} {fields.place}"
        where = where if fields.place else ""
        occasion = f" on the sidelines of the {fields.occasion}" if fields.occasion else ""
        verb = self._verb(fields)
        text = f"{capital(first)} {verb} {others}{where}{date_words}{occasion}."
        after = []
        if luck.happens(0.5):
            side = luck.one(("The two sides", "They", "Both delegations", "The talks"))
            verb = luck.one(texts("verbs"))
            after = [Sentence(f"{side} {verb} {event.about.words} and {thing(luck)}.")]
        people = tuple(self._met[one.rank] for one in event.people)
        read = Told(
            "verb meet", Kind.MEETING, replace(fields, people=people), steps, tuple(after),
            event.background,
        )  # fmt: skip
        return [Sentence(text, [read, *self._roles]), *after]

    def _verb(self, fields: Meeting) -> str:
        """How people came together."""
        planned, luck = fields.status is Status.PLANNED, self._luck
        if fields.status is Status.CANCELLED:
            return "will no longer meet"
        if fields.form is Form.CALL:
            return "will speak by telephone with" if planned else "spoke by telephone with"
        if fields.form is Form.VISIT:
            return "is to visit and see" if planned else "paid a visit and saw"
        if fields.form is Form.SUMMIT:
            return "will join the summit with" if planned else "joined the summit with"
        return luck.one(("will meet", "is to meet")) if planned else luck.one(_MET)

    def _agreement(self, event: Event, fields: Agreement) -> Sentence:
        luck = self._luck
        parties = _listed([called(code) for code in fields.parties])
        people: tuple[Participant, ...] = ()
        before = ""
        if event.people:
            shown, people = self._who(event.people)
            before = f"In the presence of {shown.rstrip(',')}, "
        words, steps = self._when(fields.date)
        deal = _DEALS[fields.type]
        what = (fields.name and f"the {fields.name}") or (
            f"{'an' if deal[0] in 'aeiou' else 'a'} {deal} on {fields.about}"
        )
        detail = f" {luck.early(texts('joints'))} {luck.one(texts('groups'))} looked on"
        tail = detail if luck.happens(0.2) else ""
        text = f"{before}{parties} {luck.one(_STAGES[fields.status])} {what}{words}{tail}."
        read = Told(
            "agreement signed", Kind.AGREEMENT, replace(fields, people=people), steps,
            background=event.background,
        )  # fmt: skip
        return Sentence(capital(text), [read, *self._roles])

    def _payment(self, event: Event, fields: Payment) -> Sentence:
        qualifier = f"{fields.qualifier} " if fields.qualifier else ""
        total = f"{qualifier}{money(fields.sum)}"
        giver, receiver = called(fields.giver or ""), called(fields.receiver or "")
        words, steps = self._when(fields.date)
        if fields.kind == "trade":
            text = (
                f"trade between {giver} and {receiver} in {fields.purpose} came to {total}{words}"
            )
        elif fields.stage is PaymentStage.PLANNED:
            text = f"{giver} plans to give {receiver} {total} for {fields.purpose}{words}"
        else:
            gave = _GAVE[fields.kind].format(b=receiver, sum=total)
            text = f"{giver} {gave} for {fields.purpose}{words}"
        read = Told("payment give", Kind.PAYMENT, fields, steps, background=event.background)
        return Sentence(f"{capital(text)}.", [read])

    def _milestone(self, event: Event, fields: Milestone) -> Sentence:
        luck = self._luck
        words, steps = self._when(fields.date)
        names = " and ".join(called(code) for code in fields.parties)
        due = luck.one(_AIMS[fields.type])
        stated = words.strip().split(" ", 1)[-1] if words.startswith((" on", " in")) else words
        text = f"the {fields.what} of {names} {due} {stated.strip()}"
        people: tuple[Participant, ...] = ()
        if event.people:
            shown, people = self._who(event.people)
            text = f"{text}, {shown.rstrip(',')} {luck.one(('said', 'wrote', 'promised'))}"
        read = Told("plan", Kind.MILESTONE, replace(fields, people=people), steps)
        return Sentence(f"{capital(text)}.", [read, *self._roles])

    def _statement(self, event: Event, fields: Statement) -> Sentence:
        luck = self._luck
        speakers: tuple[Participant, ...] = ()
        if event.people:
            who, speakers = self._who(event.people)
        else:
            who = spoken_for(fields.parties[0], fields.body or "government")
        words, steps = self._when(fields.date)
        said = fields.words
        if not fields.direct:
            said = said[0].lower() + said[1:] if not said.startswith("I ") else said
            text = f"{capital(who)} {luck.one(_REPORTED)} {said}{words}."
        elif luck.happens(0.6):
            verb = luck.one(_SAID).format(outlet=self._plot.outlet)
            text = f"“{capital(said)},” {who} {verb}{words}."
        else:
            text = f"{capital(who)} said{words}: “{capital(said)}.”"
        shown = capital(said) if fields.direct else said
        named = tuple(sorted({one.party for one in speakers if one.party}))
        parties = named if speakers else fields.parties
        read = Told(
            "quote before" if fields.direct else "reported clause",
            Kind.STATEMENT,
            replace(
                fields,
                words=shown,
                speakers=speakers,
                parties=parties,
            ),
            steps,
        )
        return Sentence(text, [read, *self._roles])


def _listed(names: list[str]) -> str:
    """One after the other: "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def padding(luck: Luck, plot: Plot, length: int) -> list[Sentence]:
    """Sentences that tell no fact, of about so many characters together."""
    made: list[Sentence] = []
    left = length
    while left > 0:
        text = sentence(luck)
        if luck.happens(0.25):
            text = f"{text[:-1]} over {near(plot.about, luck).words}."
        made.append(Sentence(text))
        left -= len(text) + 1
    return made
