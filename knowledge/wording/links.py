"""Links that open an article at its sentence.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

from urllib.parse import quote, urlsplit, urlunsplit

from knowledge.model import Source

_WORDS = 6
"""Words of either end of a long sentence that name it in a link."""

_LONGEST = 900


def at_sentence(source: Source) -> str | None:
    """The address of a source's article at the sentence it stands on; None without an address.

    Browsers that know no text fragments, and pages that changed, open at the top.
    """
    url = source.url
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    if not source.evidence:
        return url
    fragment = _fragment(source.evidence[0].text)
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    joined = f"{parts.fragment}:~:text={fragment}"
    linked = urlunsplit(parts._replace(fragment=joined))
    return linked if len(linked) <= _LONGEST else url


def _fragment(sentence: str) -> str:
    """A sentence as a text directive: whole when short, else by its first and last words."""
    words = sentence.split()
    if len(words) <= 2 * _WORDS:
        return _coded(" ".join(words))
    return f"{_coded(' '.join(words[:_WORDS]))},{_coded(' '.join(words[-_WORDS:]))}"


def _coded(text: str) -> str:
    # Hyphens separate parts of a directive, as commas and ampersands do.
    return quote(text, safe="").replace("-", "%2D")
