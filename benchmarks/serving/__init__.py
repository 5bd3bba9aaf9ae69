"""The whole bot over HTTP at rising load, and its look-ups alone, beside what else there is.

`python -m benchmarks.serving` has the parts:

- `asks` draws commands and questions from a fact base;
- `load` sends them by a schedule (open loop) and accounts for what became of each;
- `wire` is the least of HTTP that this takes; `slack` the stand-in for Slack, in its own process;
- `processes` starts and watches what is measured; `bare` is the bare Bolt app beside the bot;
- `lookups` compares the same look-up in process, by Datasette, by sqlite-utils and by SQL.
"""
