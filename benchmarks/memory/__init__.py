"""How the bot's memory grows with what it is asked, and where it is.

    python -m benchmarks.memory [--db PATH] [--requests 20000] [--every 1000] [--quick]

`app.py` runs over signed HTTP beside the workspace that tests use, on a copy of the sample archive
unless another base is named. People of the storm (`tests.soak.storm.people`) ask as fast as it
answers, nothing fails: commands, mentions, direct messages, clicks, decisions in a window, the
Home. Commands and questions are drawn from the base's own facts, so that what is looked up differs.
After every 500 requests stories are ingested and the feed has news, so that all that is remembered
of one state of the base is let go and fills anew.

After every so many requests the bot tells what it takes (`benchmarks.memory.inside`): resident
memory; what the C library has of it in use and free, and in how many pools; what SQLite has; blocks
of Python's own allocator; and how full its caches are. What it was asked first loads and fills; so
the line (least squares) goes through the second half, and its slope is the figure.
"""
