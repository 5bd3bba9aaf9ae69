"""Digests: what is new, and what goes with it, for those who want to be told."""

from knowledge.answers.digests.wanted import made, read

__all__ = ["made", "read"]
