"""The twenty-second version of the schema: how many facts of a party, and of all, begin in a year.

A chart of those of a great power would have to list hundreds of thousands to count them, and did
with the newest five thousand. Facts without a date count for the year of their publication; their
class (`numbering`) tells them from the others.
"""

from knowledge.base.tables import tally

# The day of a fact's number as a Julian day, which SQLite reads.
_YEAR = "strftime('%Y', ({fact} >> 20 & 4194303) + 1721424.5)"
_OF_FACT = _YEAR.format(fact="{row}.n")
_OF_PARTY = "{row}.party || '|' || " + _YEAR.format(fact="{row}.fact")

VERSION_22 = (
    *tally("facts", "year", _OF_FACT, "n"),
    *tally("fact_parties", "party_year", _OF_PARTY, "fact"),
    f"""
    INSERT INTO tallies(about, key, class, total)
    SELECT 'year', {_OF_FACT.format(row="d")}, d.n >> 42, count(*)
    FROM facts d INDEXED BY facts_days GROUP BY 2, 3
    """,
    f"""
    INSERT INTO tallies(about, key, class, total)
    SELECT 'party_year', {_OF_PARTY.format(row="x")}, x.fact >> 42, count(*)
    FROM fact_parties x GROUP BY 2, 3
    """,
)
