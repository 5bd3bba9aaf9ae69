"""Words of the full-text index that no article prints: what a fact is about, by code or number.

They let FTS5 itself find the facts of several persons and parties, of an office or of a state, by
merging its lists, which is far faster than looking each fact up in another index. They are made of
digits only, so that no stemmer changes them.
"""

from hashlib import blake2b

from knowledge.model import Kind


def kind(value: Kind) -> str:
    """Facts of a kind."""
    return _word("kind", value)


def traits(kind: Kind, value: str) -> str:
    """Facts of a kind with this trait (form and status of a meeting, the type of an agreement)."""
    # Bases hold the tags of meetings without their kind.
    return _word("traits", value if kind is Kind.MEETING else f"{kind}:{value}")


def party(code: str) -> str:
    """Facts of a party."""
    return _word("party", code)


def person(n: int) -> str:
    """Facts of a person, by row number."""
    return _word("person", str(n))


def office(key: str, party: str | None = None) -> str:
    """Facts with somebody whom the articles call so, of this party or of any."""
    return _word("office", key if party is None else f"{key}|{party}")


def sidelines() -> str:
    """Meetings and calls on the sidelines of an occasion."""
    return _word("sidelines", "")


def _word(about: str, value: str) -> str:
    digest = blake2b(f"{about}:{value}".encode(errors="replace"), digest_size=8).digest()
    return f"x{int.from_bytes(digest, 'big')}"
