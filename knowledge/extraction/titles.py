"""Title phrases: "Japanese Prime Minister", "Deputy Commander-in-Chief of the Royal Armed Forces".

A phrase is modifiers, a head from the lexicon and what it is of. Found on words, not on letters:
it stops where a person's name begins, and knows the country or body that it belongs to.
"""

from dataclasses import dataclass, replace

from knowledge.extraction.document import Sentence
from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.parties import PartyForm, PartyMention

_COMPLEMENT = frozenset({"of", "for", "to", "on"})
# After these a word that looks like a title is a name ("Prince Sultan bin Fahd").
_PATRONYMIC = frozenset({"bin", "bint", "ibn", "al"})
# Where a complement ends although no country is named ("Assistant Administrator for Asia | Name").
_REGIONS = frozenset(
    {"asia", "africa", "europe", "eurasia", "americas", "oceania", "arctic", "caribbean", "balkans"}
)
# Those who are sent to somebody else's country.
_SENT = frozenset(
    {"ambassador", "envoy", "representative", "delegate", "consul", "nuncio", "commissioner"}
)
_LONGEST_LEFT = 7
_LONGEST_RIGHT = 18
_NOUNISH = frozenset({"PROPN", "NOUN", "ADJ"})

# Bodies that are no part of a state: an office in them belongs to no country.
_PRIVATE = frozenset(
    {
        "league", "association", "company", "corp", "corp.", "corporation", "inc", "inc.", "ltd",
        "university", "college", "school", "church", "club", "foundation", "group", "society",
        "institute", "newspaper", "times", "post", "observer", "herald", "airlines", "airways",
        "motors", "bank", "holdings", "hospital", "federation", "union", "chamber", "centre",
        "center", "network", "watch", "international", "observatory", "museum", "academy",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title phrase over words `first`..`last`-1 whose head word stands at `head`.

    `text` is the title as shown, without the country; `party` the country or body it names;
    `plural` is true for "presidents". `named` lists every party in it, for plural titles.
    """

    first: int
    last: int
    head: int
    text: str
    party: str | None
    named: tuple[str, ...]
    plural: bool
    private: bool

    @property
    def office(self) -> str:
        """The office in lower case, synonyms folded: "prime minister" for "Premier"."""
        return office_of(self.text)


def office_of(title: str) -> str:
    """Fold a title to its office: "Vice-President of X" → "vice president"."""
    lexicon = titles()
    words = title.lower().replace("-", " ").split()
    cut = next((i for i, word in enumerate(words) if word in _COMPLEMENT and i), len(words))
    whole = " ".join(words)
    if whole in lexicon.synonyms:
        return lexicon.synonyms[whole]
    office = " ".join(word for word in words[:cut] if word not in lexicon.transient)
    return lexicon.synonyms.get(office, office)


def _singular(word: str) -> str | None:
    """The head that a word is, or is the plural of; None when it is neither."""
    heads = titles().heads
    if word in heads:
        return word
    for ending, replacement in (("s", ""), ("es", ""), ("ies", "y"), ("men", "man")):
        if word.endswith(ending) and word[: -len(ending)] + replacement in heads:
            return word[: -len(ending)] + replacement
    first, _, rest = word.partition("-")
    if rest and first.endswith("s") and f"{first[:-1]}-{rest}" in heads:
        return f"{first[:-1]}-{rest}"
    tail = word.rsplit("-", 1)[-1]
    if tail != word and tail in heads:
        return tail
    return None


class TitleFinder:
    """Finds the title phrases of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        parties: list[PartyMention],
        people: list[tuple[int, int]],
    ) -> None:
        self.sentence = sentence
        self.parties = {i: p for p in parties for i in range(p.first, p.last)}
        self.starts = {p.first: p for p in parties}
        self.person_start = {first: last for first, last in people}
        self.person_words = {i for first, last in people for i in range(first, last)}

    def find(self) -> list[TitlePhrase]:
        """Title phrases, left to right; of two that overlap the longer one."""
        found: list[TitlePhrase] = []
        i = 0
        while i < len(self.sentence.words):
            phrase = self._at(i)
            if phrase is None:
                i += 1
                continue
            if found and phrase.first <= found[-1].last:
                before = found.pop()
                phrase = before if phrase.last <= before.last else self._joined(before, phrase)
            elif found and self._two_offices(found[-1], phrase):
                phrase = self._joined(found.pop(), phrase)
            found.append(phrase)
            i = max(phrase.last, i + 1)
        return found

    def _joined(self, before: TitlePhrase, after: TitlePhrase) -> TitlePhrase:
        """Two titles of one person: the first one's office and party, over both stretches."""
        both = self._phrase(min(before.first, after.first), after.last, before.head, before.plural)
        if before.party is None:
            return both
        return replace(both, party=before.party)

    def _two_offices(self, before: TitlePhrase, after: TitlePhrase) -> bool:
        """ "Deputy Prime Minister and Minister for Law" before one name."""
        if self.sentence.lower(before.last) != "and" or after.first != before.last + 1:
            return False
        if self.sentence.lower(before.first - 1) in ("the", "a", "an", "'s"):
            return False
        same_party = after.party is None or after.party == before.party
        return same_party and not after.plural and self.sentence.words[before.head].capital

    def _at(self, head: int) -> TitlePhrase | None:
        word = self.sentence.words[head]
        singular = _singular(word.lower)
        if singular is None or head in self.person_words and head not in self.person_start:
            return None
        if word.pos in ("VERB", "AUX") and not word.capital:
            return None
        if self.sentence.lower(head + 1) in _PATRONYMIC and word.capital:
            return None
        head = self._last_head(head)
        first = self._left(head)
        last = self._right(head + 1)
        plural = self.sentence.words[head].lower not in titles().heads
        if singular in titles().dependent_heads and first == head and last == head + 1:
            return None
        return self._phrase(first, last, head, plural)

    def _last_head(self, i: int) -> int:
        """Of heads side by side ("Attorney General", "Deputy Governor") the last one rules."""
        while (
            i + 1 < len(self.sentence.words)
            and _singular(self.sentence.lower(i + 1)) is not None
            and i + 1 not in self.person_start
            and self.sentence.lower(i + 2) not in _PATRONYMIC
        ):
            i += 1
        return i

    def _left(self, head: int) -> int:
        i = head
        while i > 0 and head - i < _LONGEST_LEFT and self._modifies(i - 1, head):
            i -= 1
        if _singular(self.sentence.lower(head)) != self.sentence.lower(head):
            i = self._listed_left(i)
        # "Australia's Prime Minister", "the foundation's chairman"
        if i > 1 and self.sentence.lower(i - 1) in ("'s", "'") and i - 2 in self.parties:
            i = self.parties[i - 2].first
        return i

    def _listed_left(self, i: int) -> int:
        """Take in more countries of a plural: "the Russian, Azerbaijani and Kazakh Presidents"."""
        while i > 1 and i in self.parties and self.sentence.lower(i - 1) in (",", "and"):
            if i - 2 not in self.parties:
                break
            i = self.parties[i - 2].first
        return i

    def _modifies(self, i: int, head: int) -> bool:
        word = self.sentence.words[i]
        if i in self.person_words:
            return False
        if i in self.parties:
            return True
        if word.lower in titles().transient:
            return True
        if word.lower in titles().modifiers or word.lower.split("-")[0] in titles().former:
            return word.pos not in ("VERB", "AUX", "ADP") or word.capital
        if _singular(word.lower) is not None:
            return True
        if word.pos not in _NOUNISH or word.lower in name_words().not_names:
            return False
        if word.lower in name_words().honorifics:
            return False
        if word.text[0].isdigit():
            return self.sentence.words[i + 1].capital and word.lower[-2:] in (
                "st",
                "nd",
                "rd",
                "th",
            )
        if word.capital:
            return word.pos == "PROPN" or i > 0
        token = self.sentence.tokens[word.last - 1]
        return token.dep_ == "compound" and self.sentence.position(token.head) in range(i, head + 1)

    def _right(self, i: int) -> int:
        """The end of what the title is of, beginning at word `i`; `i` when there is nothing."""
        sentence = self.sentence
        if sentence.lower(i) not in _COMPLEMENT or i + 1 >= len(sentence.words):
            return i
        end, j = i, i + 1
        limit = min(len(sentence.words), i + _LONGEST_RIGHT)
        while j < limit:
            if j in self.starts and j not in self.person_start:
                adjective = self.starts[j].form is PartyForm.DEMONYM
                j = end = self.starts[j].last
                body = self._body_end(j)
                if body:
                    j = end = body
                elif not adjective and self._name_may_begin(j):
                    break
                continue
            word = sentence.words[j]
            if j in self.person_start and end > i:
                break
            if word.lower in ("the", "a") and j == i + 1:
                j += 1
            elif self._inside(j):
                if self._title_and_name(j):
                    break
                j += 1
                end = j
                if word.lower in _REGIONS and self._name_may_begin(j):
                    break
                if self._names_follow(j):
                    break
            elif word.lower in ("of", "for", "the", "and", "&", "to", "on") and self._goes_on(j):
                j += 1
            elif word.text == "," and self._list_goes_on(j):
                j += 1
            elif word.text == "(" and self._bracket(j):
                j = end = self._bracket(j)
            else:
                break
        return end if end > i else i

    def _body_end(self, j: int) -> int:
        """The end of the body whose name goes on at `j` ("Indian" | "National Congress"), else 0."""
        words = self.sentence.words
        end = 0
        while j < len(words) and words[j].capital and j not in self.person_start:
            if words[j].lower in name_words().not_people:
                end = j + 1
            j += 1
        return end

    def _inside(self, j: int) -> bool:
        word = self.sentence.words[j]
        if word.lower in name_words().honorifics - name_words().shy_honorifics:
            return False
        if word.capital and word.text[0].isalpha():
            return word.lower not in name_words().not_names or word.pos == "PROPN"
        return word.pos in ("NOUN", "ADJ", "PROPN") and word.lower in titles().modifiers

    def _names_follow(self, j: int) -> bool:
        """True when two or more capitalised words that no lexicon knows stand at `j`.

        Ministries and bodies are made of known words; what follows them unknown is a name.
        """
        words = self.sentence.words
        end = j
        while end < len(words) and words[end].capital and self._unknown(end):
            end += 1
        return end - j >= 2 and not (end < len(words) and self._body_end(end))

    def _unknown(self, j: int) -> bool:
        word = self.sentence.words[j]
        token = self.sentence.tokens[word.first]
        known = titles().modifiers | name_words().not_people | name_words().not_names
        inside_body = token.ent_type_ in ("ORG", "GPE", "FAC", "LOC") and token.ent_iob_ == "I"
        return (
            word.lower not in known
            and j not in self.parties
            and word.text[-1].isalpha()
            and not word.text.isupper()
            and not inside_body
            and _singular(word.lower) is None
        )

    def _title_and_name(self, j: int) -> bool:
        """True where a new title begins inside ("… and President Xi")."""
        return _singular(self.sentence.lower(j)) is not None and (
            self.sentence.lower(j - 1) in ("and", ",") and j + 1 in self.person_start
        )

    def _name_may_begin(self, j: int) -> bool:
        if j >= len(self.sentence.words):
            return True
        word = self.sentence.words[j]
        return j in self.person_start or (
            word.capital and word.lower not in name_words().not_people and j not in self.starts
        )

    def _goes_on(self, j: int) -> bool:
        """True when a connecting word leads on to more of the same phrase, not to a new one."""
        k = j + 1
        if self.sentence.lower(k) == "the":
            k += 1
        if k >= len(self.sentence.words) or k in self.person_start:
            return False
        if self.sentence.lower(j) in ("and", "&"):
            if k in self.starts or _singular(self.sentence.lower(k)) is not None:
                return self._closed_list(k)
            lower = self.sentence.lower(k)
            if lower in titles().modifiers and _singular(self.sentence.lower(k + 1)) is not None:
                return True
            return self.sentence.words[k].capital and self.sentence.words[j - 1].capital
        return self._inside(k) or k in self.starts

    def _closed_list(self, k: int) -> bool:
        """Countries joined by "and" belong to one plural title ("presidents of A, B and C")."""
        return k in self.starts and self.starts[k].form is not PartyForm.DEMONYM

    def _list_goes_on(self, j: int) -> bool:
        """A comma inside "Culture, Community and Youth" or "Russia, Kazakhstan and Armenia"."""
        words = self.sentence.words
        k = j + 1
        if k in self.starts:
            k = self.starts[k].last
            return self.sentence.lower(k) in (",", "and") and (j - 1) in self.parties
        steps = 0
        while k < len(words) and words[k].capital and k not in self.person_start and steps < 3:
            if _singular(words[k].lower) is not None or words[k].lower in name_words().not_names:
                return False
            k += 1
            steps += 1
        if not steps or k >= len(words):
            return False
        if words[k].lower == "and":
            return words[k + 1].capital if k + 1 < len(words) else False
        return words[k].text == "," and self._list_goes_on(k)

    def _bracket(self, j: int) -> int:
        """The end of a bracketed abbreviation "(RCAF)" at `j`, 0 when it is something else."""
        words = self.sentence.words
        if j + 2 < len(words) and words[j + 2].text == ")" and words[j + 1].text.isupper():
            return j + 3
        return 0

    def _phrase(self, first: int, last: int, head: int, plural: bool) -> TitlePhrase:
        inside = [p for i, p in sorted(self.starts.items()) if first <= i < last]
        complement = [p for p in inside if p.first > head]
        before = [p for p in inside if p.first < head]
        words = [self.sentence.lower(i) for i in range(first, last)]
        bodies = [p for p in inside if p.form is PartyForm.BODY]
        private = any(word in _PRIVATE for word in words) and not bodies
        party = self._party(head, before, complement)
        return TitlePhrase(
            first=first,
            last=last,
            head=head,
            text=self._shown(first, last, head, before, complement),
            party=None if private else party,
            named=tuple(dict.fromkeys(p.code for p in inside)),
            plural=plural,
            private=private,
        )

    def _party(
        self, head: int, before: list[PartyMention], complement: list[PartyMention]
    ) -> str | None:
        """Whose office it is: the body or country named first in it, or what it is of.

        "UN special envoy for Syria" is the UN's, "ambassador to Japan" is not Japan's.
        """
        if before:
            return before[0].code
        if not complement:
            return None
        first = complement[0]
        preposition = self.sentence.lower(first.first - 1)
        if preposition == "the":
            preposition = self.sentence.lower(first.first - 2)
        if first.first - head > 3:
            between = {self.sentence.lower(i) for i in range(head + 1, first.first)}
            preposition = "to" if "to" in between else preposition
        if preposition == "to" and self.sentence.lower(head) not in _SENT:
            # "adviser to the US President", "secretary to the Prime Minister of Japan"
            return first.code
        return None if preposition in ("to", "for", "on") else first.code

    def _shown(
        self,
        first: int,
        last: int,
        head: int,
        before: list[PartyMention],
        complement: list[PartyMention],
    ) -> str:
        """The title without its country: "Prime Minister" of "Japan's Prime Minister"."""
        transient = titles().transient
        for party in before:
            if party.first == first and party.form is not PartyForm.STATE_BODY:
                first = party.last
                if self.sentence.lower(first) in ("'s", "'"):
                    first += 1
        if len(before) > 1 and before[-1].last <= head and before[0].first < first:
            first = before[-1].last
        while first < head and self.sentence.lower(first) in transient:
            first += 1
        if complement and self._only_country(head + 1, last, complement):
            last = head + 1
        return self.sentence.printed(first, last)

    def _only_country(self, start: int, last: int, complement: list[PartyMention]) -> bool:
        """True when the complement is nothing but the names of states."""
        if any(p.form is PartyForm.BODY for p in complement):
            return False
        covered = {i for p in complement for i in range(p.first, p.last)}
        rest = {self.sentence.lower(i) for i in range(start, last) if i not in covered}
        return rest <= {"of", "the", "and", ",", "republic", "kingdom", "state", "socialist"}
