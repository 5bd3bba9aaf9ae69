"""Names typed or printed → party codes and person ids, with scores and choices."""

from knowledge.names.gazetteer import demonym_of, party_name

__all__ = ["demonym_of", "party_name"]
