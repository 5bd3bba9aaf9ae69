"""Milestones: what lies ahead of an article, its anniversaries and designated years.

`ahead` finds the dates and the word that each belongs to, `anniversaries` and `phrases` what it
is, `concerned` and `taking_part` whom it concerns; `foreseen` tells each once; `readings` puts it
together.
"""
