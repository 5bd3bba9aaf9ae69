"""What to say when Dateline is started with a Python that lacks its packages.

Imports nothing but the standard library, so that it can be said.
"""

import sys

OWN = frozenset({"knowledge", "bot", "tests", "benchmarks"})

ADVICE = (
    "Dateline's packages are not installed for this Python. Run `make run` once and use "
    ".venv/bin/python, or: pip install --require-hashes -r requirements.txt"
)


def advice(error: ModuleNotFoundError) -> str | None:
    """The next step when a package of others is missing.

    None for a module of our own or of Python itself, which no installation would bring.
    """
    package = (error.name or "").partition(".")[0]
    return None if not package or package in OWN | sys.stdlib_module_names else ADVICE
