"""How a word stands in its sentence: whose it is, whether it took place, when and where.

- `clauses` says who belongs to a verb or noun, `dated_clauses` which clause a date stands in;
- `status` tells held, planned, called off and recalled apart, `outlook` what lies ahead;
- `when` and `where` give the date, the place and the occasion.
"""
