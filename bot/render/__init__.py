"""Answers as Block Kit dicts and fallback text: pure functions, no Slack client, no clock."""
