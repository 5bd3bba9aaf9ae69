"""What version 2 of the fact base adds: tables and views for every kind of fact.

Readings that version 1 stored are of meetings and roles alone; `rebuild` reads the articles again
for the others.
"""

_DATED = "date TEXT, date_start TEXT, date_end TEXT"
_OWN = "n INTEGER PRIMARY KEY REFERENCES facts(n) ON DELETE CASCADE"

TABLES = (
    # What marks of roles are looked up by: the tenure, with "+" where the term is dated.
    "ALTER TABLE marks ADD COLUMN aspect TEXT",
    "CREATE INDEX marks_aspect ON marks(strand, aspect) WHERE aspect IS NOT NULL",
    # What strands of different blocks share that may be of one fact, hashed.
    """
    CREATE TABLE strand_keys (
      key INTEGER NOT NULL,
      strand INTEGER NOT NULL REFERENCES strands(n) ON DELETE CASCADE,
      PRIMARY KEY (key, strand)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX strand_keys_strand ON strand_keys(strand, key)",
    f"""
    CREATE TABLE agreement_facts (
      {_OWN},
      type TEXT NOT NULL,
      status TEXT NOT NULL,
      {_DATED},
      name TEXT,
      about TEXT,
      topics TEXT NOT NULL,
      variants TEXT NOT NULL,
      history TEXT NOT NULL
    )
    """,
    # The amount is a decimal number as text, so that nothing of it is lost.
    f"""
    CREATE TABLE payment_facts (
      {_OWN},
      amount TEXT NOT NULL,
      currency TEXT NOT NULL,
      payment TEXT NOT NULL,
      giver TEXT,
      receiver TEXT,
      {_DATED},
      purpose TEXT,
      qualifier TEXT,
      equivalents TEXT NOT NULL,
      part INTEGER NOT NULL,
      topics TEXT NOT NULL,
      variants TEXT NOT NULL
    )
    """,
    # `speakers` is how many of the fact's people most articles name; the others follow them.
    f"""
    CREATE TABLE statement_facts (
      {_OWN},
      words TEXT NOT NULL,
      direct INTEGER NOT NULL,
      speakers INTEGER NOT NULL,
      body TEXT,
      {_DATED},
      about TEXT,
      topics TEXT NOT NULL,
      variants TEXT NOT NULL
    )
    """,
    f"""
    CREATE TABLE milestone_facts (
      {_OWN},
      type TEXT NOT NULL,
      what TEXT NOT NULL,
      {_DATED},
      topics TEXT NOT NULL,
      variants TEXT NOT NULL
    )
    """,
    "ALTER TABLE role_facts ADD COLUMN tenure TEXT NOT NULL DEFAULT 'current'",
    "ALTER TABLE role_facts ADD COLUMN since TEXT",
    "ALTER TABLE role_facts ADD COLUMN until TEXT",
    "ALTER TABLE role_facts ADD COLUMN follows INTEGER"
    " REFERENCES people(n) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE role_facts ADD COLUMN variants TEXT NOT NULL DEFAULT '[]'",
    "CREATE INDEX role_facts_follows ON role_facts(follows) WHERE follows IS NOT NULL",
)

_PEOPLE = """(SELECT group_concat(name, '; ') FROM (
                SELECT p.name AS name FROM fact_people x JOIN people p ON p.n = x.person
                WHERE x.fact = f.n ORDER BY x.place))"""
_PARTIES = """(SELECT group_concat(party, ', ') FROM (
                SELECT party FROM fact_parties WHERE fact = f.n ORDER BY party))"""
_ARTICLES = "(SELECT count(DISTINCT s.article) FROM sources s WHERE s.fact = f.id) AS articles"
_KINDS = ("meeting", "agreement", "payment", "statement", "milestone", "role")

VIEWS = (
    "DROP VIEW sources",
    """
    CREATE VIEW sources AS
      SELECT f.id AS fact, f.kind AS kind, a.id AS article, v.title AS title, v.outlet AS outlet,
             v.published AS published, v.published_basis AS published_basis, v.url AS url,
             json_extract(r.evidence, '$[0][2]') AS sentence,
             (SELECT group_concat(json_extract(e.value, '$[2]'), ' … ')
              FROM json_each(r.evidence) e) AS evidence,
             json_extract(r.evidence, '$[0][0]') AS start,
             json_extract(r.evidence, '$[0][1]') AS end,
             r.rule AS rule, r.background AS background, r.links AS links, r.id AS reading
      FROM facts f
      JOIN strands s ON s.root = f.root
      JOIN marks m ON m.strand = s.n
      JOIN readings r ON r.n = m.reading
      JOIN articles a ON a.n = r.article
      JOIN article_versions v ON v.n = r.version
    """,
    f"""
    CREATE VIEW agreements AS
      SELECT f.id AS id, o.type AS type, o.status AS status, o.date AS date,
             o.date_start AS date_start, o.date_end AS date_end, {_PARTIES} AS parties,
             o.name AS name, o.about AS about, {_PEOPLE} AS people, o.topics AS topics,
             o.variants AS variants, o.history AS history, {_ARTICLES}
      FROM agreement_facts o JOIN facts f ON f.n = o.n
    """,
    f"""
    CREATE VIEW payments AS
      SELECT f.id AS id, CAST(o.amount AS NUMERIC) AS amount, o.currency AS currency,
             o.payment AS kind, o.giver AS giver, o.receiver AS receiver, o.date AS date,
             o.date_start AS date_start, o.date_end AS date_end, o.purpose AS purpose,
             o.qualifier AS qualifier, o.equivalents AS equivalents, o.part AS part,
             o.topics AS topics, o.variants AS variants, {_ARTICLES}
      FROM payment_facts o JOIN facts f ON f.n = o.n
    """,
    f"""
    CREATE VIEW statements AS
      SELECT f.id AS id,
             (SELECT group_concat(name, '; ') FROM (
                SELECT p.name AS name FROM fact_people x JOIN people p ON p.n = x.person
                WHERE x.fact = f.n AND x.place < o.speakers ORDER BY x.place)) AS speakers,
             o.body AS body, {_PARTIES} AS parties, o.words AS words, o.direct AS direct,
             o.date AS date, o.date_start AS date_start, o.date_end AS date_end, o.about AS about,
             o.topics AS topics, o.variants AS variants, {_ARTICLES}
      FROM statement_facts o JOIN facts f ON f.n = o.n
    """,
    f"""
    CREATE VIEW milestones AS
      SELECT f.id AS id, o.type AS type, o.what AS what, o.date AS date,
             o.date_start AS date_start, o.date_end AS date_end, {_PARTIES} AS parties,
             {_PEOPLE} AS people, o.topics AS topics, o.variants AS variants, {_ARTICLES}
      FROM milestone_facts o JOIN facts f ON f.n = o.n
    """,
    "DROP VIEW roles",
    f"""
    CREATE VIEW roles AS
      SELECT f.id AS id, p.id AS person_id, p.name AS person, o.title AS title, o.party AS party,
             o.tenure AS tenure, o.first AS first, o.last AS last, o.since AS since,
             o.until AS until, b.name AS follows, o.variants AS variants, {_ARTICLES}
      FROM role_facts o JOIN facts f ON f.n = o.n JOIN people p ON p.n = o.person
      LEFT JOIN people b ON b.n = o.follows
    """,
    # Each value of each field on which sources differ.
    "CREATE VIEW variants AS"
    + " UNION ALL".join(
        f"""
      SELECT f.id AS fact, f.kind AS kind, json_extract(j.value, '$[0]') AS field,
             json_extract(j.value, '$[1]') AS value, json_extract(j.value, '$[2]') AS readings
      FROM {kind}_facts o JOIN facts f ON f.n = o.n, json_each(o.variants) j
        """
        for kind in _KINDS
    ),
)

VERSION_2 = (*TABLES, *VIEWS)
