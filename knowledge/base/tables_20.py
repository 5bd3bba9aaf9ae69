"""The twentieth version of the schema: small indexes of what is rare, in place of rows all over.

Most facts are of one day, tell of no agreement that is a fact as well, and come from articles that
are no copies. To find those few that are otherwise, the row of each fact or article was looked up.

- What began any time before a day and is not over on it is found by the day on which it ends. The
  index has the facts that last beyond their first day, and all vague ones (`numbering`).
- A milestone that an agreement is told with (`kinds/agreed`).
- An article that is a copy, with its original; a strand that was joined to another.
"""

LASTS = "last_day > (n >> 20 & 4194303) OR n >> 42 & 1"
"""A fact ends after its first day, or is vague: by the bits of its number."""

VERSION_20 = (
    f"CREATE INDEX facts_lasting ON facts(n >> 42, last_day) WHERE {LASTS}",
    "CREATE INDEX facts_agreed ON facts(n) WHERE instr(' ' || traits || ' ', ' agreed ')",
    "CREATE INDEX prints_copied ON prints(article, original) WHERE original <> article",
    "CREATE INDEX strands_joined ON strands(root) WHERE root <> n",
)
