"""When stories appear: ten years of days, more stories on some than on others.

Stories come in batches that end with number 100, 1,000, 10,000 and so on; each batch goes through
all ten years in order of publication, as when an archive takes in the past of one outlet after the
other. So the day of a story hangs on its number alone, any ten thousand first stories tell of ten
years, and most stories come in the order in which they were printed.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from benchmarks.bases.chance import fraction

FIRST = date(2016, 11, 21)
LAST = date(2026, 11, 20)
SMALLEST = 100
"""Stories of the first batch."""

# As in the measured articles Sundays bring two thirds of another day. Holidays are an assumption:
# those articles are too few to show any.
_WEEKDAYS = (1.0, 1.0, 1.0, 1.0, 1.0, 0.95, 0.68)
_MONTHS = (0.95, 1.0, 1.05, 1.0, 1.02, 1.02, 0.92, 0.82, 1.08, 1.08, 1.06, 0.9)
_CHRISTMAS = 0.4
_BUSY = 1.8
"""Three days of every 97 bring so many times the stories: a summit or an election."""
_SALT = 11


def batch(number: int) -> range:
    """The batch that a story belongs to."""
    end = SMALLEST
    while number >= end:
        end *= 10
    return range(0 if end == SMALLEST else end // 10, end)


def day(seed: int, number: int) -> date:
    """When a story is published."""
    whole = batch(number)
    place = (number - whole.start + fraction(seed, _SALT, number)) / len(whole)
    sums = _sums()
    return FIRST + timedelta(days=bisect_right(sums, place * sums[-1], hi=len(sums) - 1))


def before(number: int, days: float) -> int | None:
    """The number of a story that was published about so many days before; None where none was."""
    whole = batch(number)
    back = number - max(1, round(days * len(whole) / len(_sums())))
    return back if back >= whole.start else None


@cache
def _sums() -> list[float]:
    days = (FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1))
    return list(accumulate(map(_weight, days)))


def _weight(one: date) -> float:
    weight = _WEEKDAYS[one.weekday()] * _MONTHS[one.month - 1]
    if (one.month, one.day) in ((12, 24), (12, 25), (12, 26), (12, 31), (1, 1)):
        weight *= _CHRISTMAS
    if one.toordinal() % 97 < 3:
        weight *= _BUSY
    return weight
