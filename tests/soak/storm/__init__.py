"""The bot for half an hour among people who ask, editors who decide, and everything that fails.

    python -m tests.soak.storm [--minutes 30] [--seed 1]

`app.py` runs as a process of its own beside the workspace that tests use, over Socket Mode and over
HTTP in turn, on a fact base that is ingested into again and again, follows a feed whose stories
change, and has digests due every minute. People type commands, mention it, click and decide;
meanwhile connections are cut, answers of Slack fail or come late, deliveries are lost or come
twice, the base is locked, the disk is full, the process stands still, is stopped, and is killed.

Each command has to be answered once. What is sent while the bot is not there (an outage, listed in
the log) may go unanswered, and never be answered twice. At the end each digest stands once, each
decision that was confirmed is in the log, and the fact base is whole. Exit code 1 says that
something of this was not so.
"""
