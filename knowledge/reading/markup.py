"""Markdown and its traces → plain text.

The stored text of a Markdown file is what a reader of the rendered page sees: links by their
words, no marks for emphasis. Plain text files are kept as they are, but for two traces that some
exports leave in them and that nobody prints: the targets of links, and inline HTML tags.
"""

import re
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.model import ParagraphRole
from knowledge.reading.sources import Source, Writer

# "[words](https://…)": the address may hold one pair of brackets, as Wikipedia's do.
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]\n]{0,300})\]"
    r"\((?:https?://|mailto:|/)[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,2000})?"
    r"(?:\s\"[^\"\n]{0,300}\")?\)"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|div|em|font|i|img|ins|mark|p|q|s|small|span|strong|sub|sup"
    r"|time|u)(?:\s[^<>\n]{0,500})?/?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[!/?a-zA-Z][^<>]{0,2000}>")


def plain(text: str) -> Source:
    """Read plain text: everything as printed, without link targets and inline HTML tags."""
    if "](" in text:
        text = _LINK.sub(lambda match: match["words"], text)
    if "<" in text:
        text = _TAG.sub("", text)
    return Source(text)


def markdown(text: str) -> Source:
    """Read Markdown (CommonMark and tables): its rendered text, with the headings marked.

    Line ends inside a paragraph are kept, since many `.md` articles have one paragraph a line.
    """
    writer = Writer()
    titled = False
    depth = 0
    for token in _parser().parse(text):
        if token.type == "heading_open":
            depth = int(token.tag[1:])
        elif token.type == "heading_close":
            depth = 0
        elif token.type == "inline":
            words = _words(token)
            if depth == 1 and not titled and not writer.text:
                writer.add(words, ParagraphRole.TITLE)
                titled = True
            elif depth:
                writer.add(" ".join(words.split()), ParagraphRole.HEADING)
            else:
                writer.add(words)
        elif token.type in ("code_block", "fence"):
            writer.add(token.content)
        elif token.type == "html_block":
            writer.add(unescape(_ANY_TAG.sub("", token.content)))
    return Source(writer.text, writer.roles)


@cache
def _parser() -> MarkdownIt:
    # Indented lines are paragraphs with an indent in newsroom exports, not program code.
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").disable("code")


def _words(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
