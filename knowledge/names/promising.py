"""Which forms are worth aligning with a typed name: few of those that share two words with it."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.candidates import Listed, Similar
from knowledge.names.customs import PARTICLES
from knowledge.names.fitting import Typed
from knowledge.names.scoring import MOST_EDITS, essential, together


def promising(
    forms: Sequence[Listed], name: Sequence[str], joined: Sequence[str], similar: Similar
) -> list[Listed]:
    """The forms that `align` may accept; it would refuse all others, and takes longer to tell.

    `joined` are neighbours in the typed name written together, `similar` the known words that fit
    its words.
    """
    long = [word for word in essential(name) if len(word) > 1]
    known = {word: similar[word].keys() for word in long}
    run_together = {found for word in joined for found in similar[word]}
    doubtful = []
    for listed in {form.listed for form in forms}:
        words = listed.split()
        unmatched = [word for word in long if known[word].isdisjoint(words)]
        if unmatched and run_together.isdisjoint(words):
            full = len([word for word in words if len(word) > 1 and word not in PARTICLES])
            # What is left over is an addition to the whole name, or a space is misplaced.
            additions = max(0, len(long) - full)
            if len(unmatched) > additions:
                doubtful.append((listed, words, "".join(words), unmatched, additions))
    # What may fit a word is looked for among the words of all forms at once, and what sounds like
    # it is known.
    every = list({word for _, words, _, _, _ in doubtful for word in words})
    text = " ".join([string for _, _, string, _, _ in doubtful])
    slips: dict[str, set[str]] = {}
    within: dict[str, list[str]] = {}
    for word in {word for _, _, _, unmatched, _ in doubtful for word in unmatched}:
        slips[word] = Typed.of(word).slips(every)
        within[word] = [other for other in known[word] if other in text]
    refused, orders = set(), []
    typed = "".join(name)
    for listed, words, string, unmatched, additions in doubtful:
        strange = 0
        for word in unmatched:
            if slips[word].isdisjoint(words):
                for other in within[word]:
                    if other in string:
                        break
                else:
                    strange += 1
        if strange > additions:
            refused.add(listed)
            orders += [(order, listed) for order in together(typed, words)]
    if orders:
        near = process.extract(
            typed,
            [order for order, _ in orders],
            scorer=OSA.distance,
            score_cutoff=MOST_EDITS,
            limit=None,
        )
        refused.difference_update(orders[at][1] for _, _, at in near)
    return [form for form in forms if form.listed not in refused]
