"""The twelfth version of the schema: the number of stories of a provider is kept, not counted.

So what is followed can be listed in a moment, however many stories there are. Triggers keep the
number; the newest of them is found in an index.
"""

VERSION_12 = (
    "ALTER TABLE providers ADD COLUMN stories INTEGER NOT NULL DEFAULT 0",
    "UPDATE providers SET stories ="
    " (SELECT count(article) FROM items WHERE items.provider = providers.id)",
    "CREATE INDEX items_newest ON items(provider, coalesce(appeared, fetched_at))"
    " WHERE article IS NOT NULL",
    """
    CREATE TRIGGER items_put AFTER INSERT ON items WHEN new.article IS NOT NULL BEGIN
      UPDATE providers SET stories = stories + 1 WHERE id = new.provider;
    END
    """,
    """
    CREATE TRIGGER items_taken AFTER UPDATE OF article ON items
    WHEN (old.article IS NULL) <> (new.article IS NULL) BEGIN
      UPDATE providers SET stories = stories + iif(new.article IS NULL, -1, 1)
      WHERE id = new.provider;
    END
    """,
    """
    CREATE TRIGGER items_dropped AFTER DELETE ON items WHEN old.article IS NOT NULL BEGIN
      UPDATE providers SET stories = stories - 1 WHERE id = old.provider;
    END
    """,
)
