"""Markdown and its traces → plain text.

The stored text of a Markdown file is what a reader of the rendered page sees: links by their
words, no marks for emphasis. Plain text files are kept as they are, but for two traces that some
exports leave in them and that nobody prints: the targets of links, and inline HTML tags.
"""

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from knowledge.model import ParagraphRole
from knowledge.reading.sources import Source, Writer

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# "[words](https://…)": the address may hold one pair of brackets, as Wikipedia's do.
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]]{0,300})\]"
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
    inside: list[str] = []
    row: list[str] = []
    for token in _parser().parse(text):
        if token.nesting > 0:
            inside.append(token.tag)
        elif token.nesting < 0:
            inside.pop()
            if token.tag == "tr":
                writer.add(" | ".join(filter(None, row)), ParagraphRole.BODY)
                row = []
        elif token.type == "inline" and "tr" in inside:
            row.append(" ".join(_words(token).split()))
        elif token.type == "inline":
            _add(writer, _words(token), inside)
        elif token.type == "fence":
            writer.add(token.content, ParagraphRole.BODY)
        elif token.type == "html_block":
            writer.add(unescape(_ANY_TAG.sub("", token.content)))
    return Source(writer.text, writer.roles)


def _add(writer: Writer, words: str, inside: list[str]) -> None:
    """Add the words of a block that lies inside the elements `inside`, outermost first."""
    one_line = " ".join(words.split())
    if "h1" in inside and writer.empty:
        writer.add(one_line, ParagraphRole.TITLE)
    elif inside and inside[-1] in ("h1", "h2", "h3", "h4", "h5", "h6"):
        writer.add(one_line, ParagraphRole.HEADING)
    elif "li" in inside:
        writer.add(one_line, ParagraphRole.BODY)
    else:
        writer.add(words)


@cache
def _parser() -> "MarkdownIt":
    # Imported here: most archives hold no Markdown.
    from markdown_it import MarkdownIt

    # Indented lines are paragraphs with an indent in newsroom exports, not program code.
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").disable("code")


def _words(token: "Token") -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
