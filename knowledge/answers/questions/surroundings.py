"""What stands around a sentence in its article: heading, the text before, headline and lead."""

from knowledge.model import Article, Evidence, ParagraphRole

_LEAD = 700


def lead(article: Article) -> str:
    """The headline, the dateline and the first paragraph, within bounds."""
    told = [p for p in article.paragraphs if p.role in (ParagraphRole.BODY, ParagraphRole.DATELINE)]
    first = next((n for n, p in enumerate(told) if p.role is ParagraphRole.BODY), 0)
    begun = " . ".join(article.text[p.start : p.end] for p in told[: first + 1])
    return f"{article.title or ''} . {begun[:_LEAD]}"


def around(article: Article, evidence: Evidence) -> tuple[str, str]:
    """The heading above a sentence, and the text before it: of its paragraph, else the last one."""
    heading, previous = "", ""
    for paragraph in article.paragraphs:
        if paragraph.start > evidence.start:
            break
        text = article.text[paragraph.start : min(paragraph.end, evidence.start)]
        if paragraph.end <= evidence.start:
            if paragraph.role is ParagraphRole.HEADING:
                heading, previous = text, ""
            else:
                previous = text
        elif text.strip():
            previous = text
    return heading, previous[-400:]
