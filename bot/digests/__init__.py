"""Digests and alerts: who wants which, when each is due, and posting each exactly once."""
