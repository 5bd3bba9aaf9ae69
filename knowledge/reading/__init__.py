"""Reading: a file, page, feed or text → `Article`.

The stored text of a `.txt` file is what was decoded: byte order mark and front matter gone, line
ends as `\\n`, the targets of Markdown links and inline HTML tags gone, all else as printed. Of
Markdown and HTML it is the rendered plain text.
"""

from knowledge.reading.article import parse_text
from knowledge.reading.events import head_events, infer_from_archive, named_events
from knowledge.reading.files import SUFFIXES_SAID, Found, read, search
from knowledge.reading.problems import Unreadable
from knowledge.reading.web import Fetched, read_url, slug

__all__ = [
    "SUFFIXES_SAID",
    "Fetched",
    "Found",
    "Unreadable",
    "head_events",
    "infer_from_archive",
    "named_events",
    "parse_text",
    "read",
    "read_url",
    "search",
    "slug",
]
