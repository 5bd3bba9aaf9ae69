"""Reading: a file, page, feed or text → `Article`.

The stored text of a `.txt` file is what was decoded (byte order mark and front matter gone, line
ends as `\\n`, targets of Markdown links and inline HTML tags gone); of Markdown and HTML it is the
rendered plain text.
"""

from knowledge.reading.article import parse_text
from knowledge.reading.files import SUFFIXES, discover, read
from knowledge.reading.problems import Unreadable

__all__ = ["SUFFIXES", "Unreadable", "discover", "parse_text", "read"]
