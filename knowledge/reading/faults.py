"""Lists that could be read in part only, and what is said of them."""

_WHAT_NOW = "What could be read was taken in. Tell whoever runs the site."

_AFTER = (b">", b" ", b"\n", b"\r", b"\t")

CUT_OFF = f"The list arrived cut short: its end is missing. {_WHAT_NOW}"
"""What is said of a list that breaks off."""


def broken(there: int, read: int, what: str) -> str | None:
    """What to say of a list of which not all could be read, in plain words; None if all could.

    `what` are the things that it lists, in the plural.
    """
    if read >= there:
        return None
    return f"The list is broken: {read:,} of {there:,} {what} in it could be read. {_WHAT_NOW}"


def begun(data: bytes, *names: bytes) -> int:
    """How many elements of these names begin in some XML, in any namespace without a prefix."""
    return sum(data.count(b"<" + name + after) for name in names for after in _AFTER)
