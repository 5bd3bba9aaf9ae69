"""Money in prose: what was printed, as exact sums, and who gave which to whom.

- `readings` is the way in, over `pairs`, the two parties an article is about;
- `tokens` cuts text into figures, words and signs, `numerals` reads numbers from them,
  `currencies` says what a mark or word like "$" or "Kenyan shillings" stands for, `printed` puts
  one sum together, `sums` finds all of a text with their qualifiers and equivalents;
- `phrases` finds the nouns that a sum is a sum of, `verbs` the verb that moves it, `sides` who is
  named around it (`references`: "it", "the bank"), and a `View` holds all of that for one sum;
- `frames` reads gifts and loans from a view (`receivers`: who gets it, `signing`: what is signed,
  `raising`: what donors raise) and `trade` trade (`figures`: trade told of again), `purpose` what a
  sum is for, `parts` what it is part of, `items` what its list goes on with;
- `bare` finds the numbers that go on with a list of sums without its currency, `listings` the sums
  at the heads of listed paragraphs, `forgiven` the debts that are let go;
- `deal` gives a sum the parties that its article tells elsewhere, `partners` the other of the two
  that it is about, `days` its day, `spoken` the currency that its giver means; `telling` makes one
  payment of what several sentences tell.
"""
