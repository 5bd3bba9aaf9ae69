"""Money in prose: what was printed, as exact sums, and who gave which to whom.

- `tokens` cuts text into figures, words and signs, `numerals` reads numbers from them, `currencies`
  says what a mark or word like "$" or "Kenyan shillings" stands for, `sums` puts them together;
- `phrases` finds the nouns that a sum is a sum of, `verbs` the verb that moves it, `sides` who is
  named behind it, `frames` (with `trade`) giver, receiver and kind, `purpose` what it is for;
- `telling` makes one payment of what several sentences tell.
"""
