"""The twentieth version of the schema: the facts that last are found by the day on which they end.

So the few of a class (`numbering`) that began any time before a day and are not over on it are
found without the row of each that began before. Facts of one day, which most of those with a date
are, are not in it; what is vague is always.
"""

LASTS = "last_day > (n >> 20 & 4194303) OR n >> 42 & 1"
"""A fact ends after its first day, or is vague: by the bits of its number."""

VERSION_20 = (f"CREATE INDEX facts_lasting ON facts(n >> 42, last_day) WHERE {LASTS}",)
