"""Copies of a fact base with all its files, and putting them back."""
