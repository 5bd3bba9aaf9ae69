"""Bringing the fact base of an earlier Dateline up to date before the bot answers."""
