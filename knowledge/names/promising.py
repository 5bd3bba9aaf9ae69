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
            full = len([word for word in words if len(word) > 1 and word not in PARTICLES])
            # What is left over is an addition to the whole name, or a space is misplaced.
            additions = max(0, len(long) - full)
            if len(unmatched) > additions:
                string = "".join(words)
                strange = [
                    word for word in unmatched if not _is_within(word, words, string, known[word])
                ]
                if len(strange) > additions and edits_together(typed, words) > MOST_EDITS:
                    continue
        kept.append(form)
    return kept


def _is_within(word: str, words: Sequence[str], string: str, known: Iterable[str]) -> bool:
    """Whether a typed word fits one of these, or a known one for it is in them as one string."""
    return any(fit(word, other) for other in words) or any(map(string.__contains__, known))
