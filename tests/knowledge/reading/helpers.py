"""Shorthand for looking at what a text was read as."""

from knowledge.model import Article, ParagraphRole
from knowledge.reading import parse_text


def rows(article: Article) -> list[tuple[ParagraphRole, str]]:
    return [(p.role, article.text[p.start : p.end]) for p in article.paragraphs]


def having(article: Article, role: ParagraphRole) -> list[str]:
    return [words for found, words in rows(article) if found is role]


def read_text(*paragraphs: str, suffix: str = ".txt", head: str = "") -> Article:
    """Read paragraphs with blank lines between them, below `head` as front matter."""
    matter = f"---\n{head}\n---\n" if head else ""
    return parse_text(matter + "\n\n".join(paragraphs), "sample", suffix)
