"""Processes that are killed at any moment, over one fact base: nothing acknowledged is lost.

    python -m tests.soak.kills --kills 300 --seed 1

Five processes ingest, decide, post digests and forget, each until it is killed (SIGKILL): before
some statement that it sends to SQLite, or at some moment. What it is told to be done it says
through a pipe, before and after. After each kill the base is checked while the others go on, and
what was said before must be there; then another takes the dead one's place. At last no digest
stands twice or in part, the facts are those of a base in which nobody was killed, and all of them
are those of the machine once every decision is undone.
"""
