"""The ninth version of the schema: versions of articles are found by when they were saved."""

VERSION_9 = ("CREATE INDEX article_versions_saved ON article_versions(saved_at)",)
