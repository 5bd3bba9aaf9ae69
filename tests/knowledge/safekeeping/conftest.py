from tests.knowledge.cli.conftest import articles, db, run

__all__ = ["articles", "db", "run"]
