"""How many examples property tests draw: some in every run, many where there is time for them.

`make test` draws the same few hundred in each run; `pytest --hypothesis-profile=thorough` draws
twenty times as many, others each time.
"""

from hypothesis import settings

USUAL = 50
"""Examples of a test that says nothing else."""

THOROUGH = 20
"""Times as many in the thorough profile."""


def profiles() -> None:
    """Register both profiles, and load that of every run."""
    # A machine busy with other work makes a good example slow, and that says nothing about the
    # code. The same examples in every run: a failure that comes and goes is found by nobody.
    settings.register_profile(
        "dateline", max_examples=USUAL, deadline=None, derandomize=True, database=None
    )
    settings.register_profile("thorough", max_examples=USUAL * THOROUGH, deadline=None)
    settings.load_profile("dateline")


def examples(usual: int) -> int:
    """How many examples to draw where `usual` are drawn in every run."""
    return usual * settings().max_examples // USUAL
