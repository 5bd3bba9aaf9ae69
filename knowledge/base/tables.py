"""The tables of version 1 of the fact base.

What people see with `datasette` are the views: `meetings`, `roles` and `sources`. Tables keep what
machines need: articles and every version of them, readings, decisions, and the facts folded from
them. A new kind of fact adds a table of its own fields and a view; readings, marks, strands, facts,
fact_people, fact_parties and the full-text index serve all kinds.

Days are stored as ordinals (`date.toordinal`) where they are searched, as ISO 8601 or EDTF text
where they are read.
"""

from knowledge.base.numbering import CLASS_SHIFT

ARTICLES = (
    """
    CREATE TABLE articles (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      version INTEGER REFERENCES article_versions(n) DEFERRABLE INITIALLY DEFERRED,
      published TEXT,
      first_day INTEGER,
      last_day INTEGER,
      own_date INTEGER NOT NULL DEFAULT 1,
      language TEXT NOT NULL
    )
    """,
    "CREATE INDEX articles_version ON articles(version)",
    "CREATE INDEX articles_first_day ON articles(first_day)",
    "CREATE INDEX articles_last_day ON articles(last_day)",
    "CREATE INDEX articles_language ON articles(language)",
    # The long columns come last, so that reading the short ones leaves their pages alone.
    """
    CREATE TABLE article_versions (
      n INTEGER PRIMARY KEY,
      article INTEGER NOT NULL REFERENCES articles(n) ON DELETE CASCADE,
      digest TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      title TEXT, outlet TEXT, byline TEXT,
      published TEXT, published_basis TEXT,
      url TEXT, language TEXT NOT NULL,
      notes TEXT NOT NULL,
      problems TEXT NOT NULL,
      paragraphs TEXT NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (article, digest)
    )
    """,
    """
    CREATE TABLE sentences (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL REFERENCES article_versions(n),
      start INTEGER NOT NULL,
      length INTEGER NOT NULL
    )
    """,
    "CREATE INDEX sentences_version ON sentences(version)",
    """
    CREATE VIEW sentence_texts AS
      SELECT s.n AS n, substr(v.text, s.start + 1, s.length) AS text
      FROM sentences s JOIN article_versions v ON v.n = s.version
    """,
    """
    CREATE VIRTUAL TABLE sentence_fts USING fts5(
      text, content='sentence_texts', content_rowid='n', columnsize=0,
      tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    # Named events that an article is about; `own_date` is 1 when it is dated by itself.
    """
    CREATE TABLE article_events (
      event TEXT NOT NULL,
      own_date INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES articles(n) ON DELETE CASCADE,
      PRIMARY KEY (event, own_date, article)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX article_events_article ON article_events(article)",
    """
    CREATE TABLE ingests (
      n INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      article TEXT NOT NULL,
      outcome TEXT NOT NULL,
      reader TEXT
    )
    """,
    "CREATE INDEX ingests_article ON ingests(article)",
)

DECISIONS = (
    """
    CREATE TABLE decisions (
      n INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      at TEXT NOT NULL,
      who TEXT NOT NULL,
      action TEXT NOT NULL,
      target TEXT NOT NULL,
      payload TEXT NOT NULL,
      why TEXT
    )
    """,
    "CREATE INDEX decisions_target ON decisions(target, action)",
    """
    CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END
    """,
    """
    CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END
    """,
)

READINGS = (
    """
    CREATE TABLE readings (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      article INTEGER NOT NULL REFERENCES articles(n) ON DELETE CASCADE,
      version INTEGER NOT NULL REFERENCES article_versions(n) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      rule TEXT NOT NULL,
      background INTEGER NOT NULL,
      current INTEGER NOT NULL,
      fields TEXT NOT NULL,
      evidence TEXT NOT NULL,
      links TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX readings_id ON readings(id) WHERE current",
    "CREATE INDEX readings_article ON readings(article, current)",
    "CREATE INDEX readings_version ON readings(version)",
    # What the fold compares: one line for each current reading that no decision withdraws.
    """
    CREATE TABLE marks (
      reading INTEGER PRIMARY KEY REFERENCES readings(n) ON DELETE CASCADE,
      id TEXT NOT NULL,
      block TEXT NOT NULL,
      strand INTEGER,
      day INTEGER,
      mark TEXT NOT NULL
    )
    """,
    "CREATE INDEX marks_block ON marks(block)",
    "CREATE INDEX marks_strand ON marks(strand, day, id)",
    # Readings of one event, by readings alone; strands that tell of one event share a root. The
    # days are those of a month or year where `vague` is set.
    """
    CREATE TABLE strands (
      n INTEGER PRIMARY KEY,
      block TEXT NOT NULL,
      realm TEXT,
      size INTEGER NOT NULL,
      first_day INTEGER,
      last_day INTEGER,
      vague INTEGER NOT NULL DEFAULT 0,
      root INTEGER NOT NULL
    )
    """,
    "CREATE INDEX strands_block ON strands(block)",
    "CREATE INDEX strands_realm ON strands(realm, vague, first_day) WHERE realm IS NOT NULL",
    "CREATE INDEX strands_root ON strands(root)",
)

PEOPLE = (
    """
    CREATE TABLE people (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      party TEXT,
      title TEXT,
      origin TEXT NOT NULL
    )
    """,
    # Each spelling with its party and office, in how many articles it stands, and who it is.
    """
    CREATE TABLE spellings (
      key TEXT NOT NULL,
      party TEXT NOT NULL,
      office TEXT NOT NULL,
      name TEXT NOT NULL,
      articles INTEGER NOT NULL,
      person INTEGER,
      PRIMARY KEY (key, party, office, name)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX spellings_person ON spellings(person)",
    """
    CREATE TABLE mentions (
      article INTEGER NOT NULL REFERENCES articles(n),
      key TEXT NOT NULL,
      party TEXT NOT NULL,
      office TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (key, party, office, name, article)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mentions_article ON mentions(article)",
    "CREATE TABLE likenesses (near TEXT, key TEXT, PRIMARY KEY (near, key)) WITHOUT ROWID",
    "CREATE INDEX likenesses_key ON likenesses(key)",
    """
    CREATE TABLE slugs (
      slug TEXT NOT NULL,
      person INTEGER NOT NULL REFERENCES people(n) ON DELETE CASCADE,
      PRIMARY KEY (slug, person)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX slugs_person ON slugs(person)",
    # Every id that a person was ever given, so that old ones keep resolving.
    """
    CREATE TABLE given_ids (
      id TEXT PRIMARY KEY,
      key TEXT NOT NULL,
      party TEXT NOT NULL,
      office TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE roster (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      party TEXT,
      titles TEXT NOT NULL,
      aliases TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE roster_keys (
      key TEXT NOT NULL, id TEXT NOT NULL REFERENCES roster(id), PRIMARY KEY (key, id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX roster_keys_id ON roster_keys(id)",
)

FACTS = (
    # `n` says kind, span and day of a fact (`numbering`), so that every index that ends in it is
    # in the order of time. `last_day` is None for undated facts; `traits` are the kind's own
    # one-letter codes.
    """
    CREATE TABLE facts (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      root INTEGER NOT NULL UNIQUE,
      last_day INTEGER,
      traits TEXT NOT NULL,
      digest TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE meeting_facts (
      n INTEGER PRIMARY KEY REFERENCES facts(n) ON DELETE CASCADE,
      form TEXT NOT NULL,
      status TEXT NOT NULL,
      date TEXT,
      date_start TEXT,
      date_end TEXT,
      place TEXT,
      occasion TEXT,
      topics TEXT NOT NULL,
      variants TEXT NOT NULL,
      history TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE role_facts (
      n INTEGER PRIMARY KEY REFERENCES facts(n) ON DELETE CASCADE,
      person INTEGER NOT NULL REFERENCES people(n) DEFERRABLE INITIALLY DEFERRED,
      title TEXT NOT NULL,
      office TEXT NOT NULL,
      party TEXT,
      first TEXT,
      last TEXT,
      last_day INTEGER
    )
    """,
    "CREATE INDEX role_facts_person ON role_facts(person, last_day)",
    "CREATE INDEX role_facts_office ON role_facts(office, party, last_day)",
    """
    CREATE TABLE fact_people (
      fact INTEGER NOT NULL REFERENCES facts(n) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES people(n) DEFERRABLE INITIALLY DEFERRED,
      title TEXT,
      party TEXT,
      PRIMARY KEY (fact, place)
    ) WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX fact_people_person ON fact_people(person, fact)",
    """
    CREATE TABLE fact_parties (
      party TEXT NOT NULL,
      fact INTEGER NOT NULL REFERENCES facts(n) ON DELETE CASCADE,
      PRIMARY KEY (party, fact)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX fact_parties_fact ON fact_parties(fact, party)",
    """
    CREATE TABLE fact_texts (
      fact INTEGER PRIMARY KEY REFERENCES facts(n) ON DELETE CASCADE,
      names TEXT, place TEXT, occasion TEXT, topics TEXT, sentences TEXT, tags TEXT
    )
    """,
    """
    CREATE VIRTUAL TABLE fact_fts USING fts5(
      names, place, occasion, topics, sentences, tags,
      content='fact_texts', content_rowid='fact', columnsize=0,
      tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER fact_texts_in AFTER INSERT ON fact_texts BEGIN
      INSERT INTO fact_fts(rowid, names, place, occasion, topics, sentences, tags)
      VALUES (new.fact, new.names, new.place, new.occasion, new.topics, new.sentences, new.tags);
    END
    """,
    """
    CREATE TRIGGER fact_texts_out AFTER DELETE ON fact_texts BEGIN
      INSERT INTO fact_fts(fact_fts, rowid, names, place, occasion, topics, sentences, tags)
      VALUES ('delete', old.fact, old.names, old.place, old.occasion, old.topics, old.sentences,
              old.tags);
    END
    """,
)

# Totals that would take too long to count in a request, kept in step by triggers. `class` is the
# kind and span of facts (`numbering`), 0 for everything else.
TALLIES = (
    """
    CREATE TABLE tallies (
      about TEXT NOT NULL,
      key TEXT NOT NULL,
      class INTEGER NOT NULL,
      total INTEGER NOT NULL,
      PRIMARY KEY (about, key, class)
    ) WITHOUT ROWID
    """,
)


def tally(table: str, about: str, key: str, number: str | None = None) -> tuple[str, str]:
    """Two triggers that count the rows of a table under a key, and by class of a fact's number."""

    def values(row: str) -> tuple[str, str, str]:
        kind = "0" if number is None else f"{row}.{number} >> {CLASS_SHIFT}"
        return f"'{about}'", key.format(row=row), kind

    gone = "about = {} AND key = {} AND class = {}".format(*values("old"))
    return (
        f"""
        CREATE TRIGGER tally_{about}_in AFTER INSERT ON {table} BEGIN
          INSERT INTO tallies(about, key, class, total) VALUES ({", ".join(values("new"))}, 1)
          ON CONFLICT (about, key, class) DO UPDATE SET total = total + 1;
        END
        """,
        f"""
        CREATE TRIGGER tally_{about}_out AFTER DELETE ON {table} BEGIN
          UPDATE tallies SET total = total - 1 WHERE {gone};
          DELETE FROM tallies WHERE {gone} AND total = 0;
        END
        """,
    )


TRIGGERS = (
    *tally("articles", "article", "{row}.language"),
    """
    CREATE TRIGGER tally_article_language AFTER UPDATE OF language ON articles
    WHEN old.language <> new.language BEGIN
      UPDATE tallies SET total = total - 1 WHERE about = 'article' AND key = old.language;
      INSERT INTO tallies(about, key, class, total) VALUES ('article', new.language, 0, 1)
      ON CONFLICT (about, key, class) DO UPDATE SET total = total + 1;
      DELETE FROM tallies WHERE about = 'article' AND key = old.language AND total = 0;
    END
    """,
    *tally("article_versions", "version", "''"),
    *tally("people", "people", "''"),
    *tally("facts", "fact", "''", "n"),
    *tally("fact_parties", "party", "{row}.party", "fact"),
    *tally("fact_people", "person", "CAST({row}.person AS TEXT)", "fact"),
)

VIEWS = (
    """
    CREATE VIEW sources AS
      SELECT f.id AS fact, f.kind AS kind, a.id AS article, v.title AS title, v.outlet AS outlet,
             v.published AS published, v.published_basis AS published_basis, v.url AS url,
             json_extract(r.evidence, '$[0][2]') AS sentence, r.rule AS rule, r.id AS reading
      FROM facts f
      JOIN strands s ON s.root = f.root
      JOIN marks m ON m.strand = s.n
      JOIN readings r ON r.n = m.reading
      JOIN articles a ON a.n = r.article
      JOIN article_versions v ON v.n = r.version
    """,
    """
    CREATE VIEW meetings AS
      SELECT f.id AS id, m.form AS form, m.status AS status, m.date AS date,
             m.date_start AS date_start, m.date_end AS date_end,
             (SELECT group_concat(name, '; ') FROM (
                SELECT p.name AS name FROM fact_people x JOIN people p ON p.n = x.person
                WHERE x.fact = f.n ORDER BY x.place)) AS people,
             (SELECT group_concat(party, ', ') FROM (
                SELECT party FROM fact_parties WHERE fact = f.n ORDER BY party)) AS parties,
             m.place AS place, m.occasion AS occasion, m.topics AS topics,
             m.variants AS variants, m.history AS history,
             (SELECT count(DISTINCT s.article) FROM sources s WHERE s.fact = f.id) AS articles
      FROM meeting_facts m JOIN facts f ON f.n = m.n
    """,
    """
    CREATE VIEW roles AS
      SELECT f.id AS id, p.id AS person_id, p.name AS person, r.title AS title, r.party AS party,
             r.first AS first, r.last AS last
      FROM role_facts r JOIN facts f ON f.n = r.n JOIN people p ON p.n = r.person
    """,
)

VERSION_1 = (*ARTICLES, *DECISIONS, *READINGS, *PEOPLE, *FACTS, *TALLIES, *TRIGGERS, *VIEWS)
