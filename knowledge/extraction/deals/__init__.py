"""Deals between parties: what the sentences of an article tell of agreements."""
