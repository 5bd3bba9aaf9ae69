"""Which forms are worth aligning with a typed name: few of those that share two words with it."""

from collections.abc import Iterable, Sequence

from knowledge.names.candidates import Listed, Similar
from knowledge.names.customs import PARTICLES
from knowledge.names.scoring import MOST_EDITS, edits_together, essential, fit


def promising(
    forms: Iterable[Listed], name: Sequence[str], joined: Sequence[str], similar: Similar
) -> list[Listed]:
    """The forms that `align` may accept; it would refuse all others, and takes longer to tell.

    `joined` are neighbours in the typed name written together, `similar` the known words that fit
    its words.
    """
    long = [word for word in essential(name) if len(word) > 1]
    known = {word: similar[word].keys() for word in long}
    together = {found for word in joined for found in similar[word]}
    typed = "".join(name)
    kept = []
    for form in forms:
        words = form.words
        unmatched = [word for word in long if known[word].isdisjoint(words)]
        if unmatched and together.isdisjoint(words):
            string = "".join(words)
            unmatched = [
                word
                for word in unmatched
                if not any(fit(word, other) for other in words)
                and not any(one in string for one in known[word])
            ]
            full = [word for word in words if len(word) > 1 and word not in PARTICLES]
            # What is left over is an addition to the whole name, or a space is misplaced.
            too_much = len(full) > len(long) - len(unmatched)
            if unmatched and too_much and edits_together(typed, words) > MOST_EDITS:
                continue
        kept.append(form)
    return kept
