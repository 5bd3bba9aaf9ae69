"""The fourth version of the schema: by when the articles of a fact were published.

`first_told` is the day (an ordinal) on which an article first told a fact, None where no article
of it has a date; `last_told` is the day by which all had told it, `NEVER` where one of them has
none. So what was told by a day, and what is new, is found without looking at articles.
"""

from datetime import date

NEVER = date.max.toordinal() + 1
"""A day after all days."""

TOLD = f"""
    SELECT min(a.last_day) AS first_told,
           CASE WHEN count(m.day) = count(*) THEN max(m.day) ELSE {NEVER} END AS last_told
    FROM strands s JOIN marks m ON m.strand = s.n
    JOIN readings r ON r.n = m.reading JOIN articles a ON a.n = r.article
"""
"""Both days, as the readings of some strands say."""

VERSION_4 = (
    "ALTER TABLE facts ADD COLUMN first_told INTEGER",
    f"ALTER TABLE facts ADD COLUMN last_told INTEGER NOT NULL DEFAULT {NEVER}",
    "CREATE INDEX facts_first_told ON facts(first_told)",
    # The few that must be folded anew for what was known on an earlier day.
    "CREATE INDEX facts_retold ON facts(n, first_told, last_told) WHERE last_told > first_told",
)
