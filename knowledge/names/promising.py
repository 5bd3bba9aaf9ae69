"""Which forms are worth aligning with a typed name: few of the many that share two words with it."""

from collections.abc import Iterable, Sequence

from knowledge.names.candidates import Form, Similar
from knowledge.names.customs import PARTICLES
from knowledge.names.scoring import MOST_EDITS, fit


def promising(
    forms: Iterable[Form], long: Sequence[str], joined: Sequence[str], similar: Similar
) -> list[Form]:
    """The forms that `align` may accept; it would refuse all others, and takes longer to tell.

    `long` are the typed words that are no particles or initials, `joined` neighbours written
    together, `similar` the known words that fit each of them.
    """
    known = {word: similar[word].keys() for word in long}
    together = {found for word in joined for found in similar[word]}
    letters = sum(map(len, long))
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
            if (
                unmatched
                and len(full) > len(long) - len(unmatched)
                and abs(sum(map(len, full)) - letters) > MOST_EDITS
                and abs(len(string) - letters) > MOST_EDITS
            ):
                continue
        kept.append(form)
    return kept
