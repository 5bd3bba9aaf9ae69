"""Which people of an article are those of a draft."""

from knowledge.drafts.model import Account
from knowledge.drafts.names import Match, compare


def matches(draft: Account, account: Account) -> dict[int, tuple[int, Match]]:
    """Draft's people → the article's, each with how well the names fit; the best where several."""
    found: dict[int, tuple[int, Match]] = {}
    for ours, person in enumerate(draft.people):
        best: list[tuple[Match, int, int]] = []
        for theirs, other in enumerate(account.people):
            how = compare(person.keys, other.keys)
            if how is not Match.NONE:
                named = sum(n.who == theirs for line in account.lines for n in line.people)
                best.append((how, named, -theirs))
        if best:
            how, _, theirs = max(best)
            found[ours] = -theirs, how
    return found
