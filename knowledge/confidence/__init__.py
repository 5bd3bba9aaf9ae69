"""How sure a fact is, from what supports it.

    a fact, its sources with their rules and steps, decisions → `Confidence`: 0 to 1, and on what

- `signs` says what is looked at;
- `table` holds what each sign is worth, fitted on marked articles (`weights.toml`; made by
  `python -m knowledge calibrate`, judged in docs/quality.md);
- `weighing` puts signs, stories, differences and decisions together.
"""

from knowledge.confidence.weighing import FIRM, WEAK, Confidence, Standing, confidence

__all__ = ["FIRM", "WEAK", "Confidence", "Standing", "confidence"]
