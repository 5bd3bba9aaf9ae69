"""The twenty-first version of the schema: the days of facts in their order, without their rows.

By when a fact is over, and by when it was told, is asked of tens of thousands of facts on a list.
Some 140 entries of the index stand on a page, and some 25 rows of facts. Statements name it, as
SQLite takes the rows for the shorter way.
"""

VERSION_21 = ("CREATE INDEX facts_days ON facts(n, last_day, first_told, last_told)",)
