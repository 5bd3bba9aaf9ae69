"""Big fact bases for benchmarks: made up, but with the measures of a real archive.

    python -m benchmarks.bases --articles 1000000 [--keep DIR]

Every story is a function of seed and number alone. So a build can be broken off and resumed, two
builds hold the same articles and readings, and the first 10,000 stories of a base of a million are
the base of 10,000. They are saved as any article is, through `Base.save`, and kept in
`benchmarks/.kept` unless `--keep` says where. The texts are ours, put together word by word.

What was measured, of 358 real articles read by Dateline (government offices, a news agency and a
free news site, 2000 to 2026), and what the stories have:

- Characters: half of the articles have up to 1,931, a quarter more than 2,876, the mean is 3,995;
  their logarithm is spread with a standard deviation of 0.85. Sentences: half up to 15, the mean is
  37, each of 104 characters. Stories are spread alike, but half as long (mean about 1,700), so that
  a million of them, with 18,500 bytes each in the base, fit on a laptop's disk.
- Readings: 6.4 of an article (half have up to 5, one in ten more than 11, 24 of 358 none): 3.1
  statements, 2.6 roles, 0.36 meetings, 0.20 milestones, 0.18 agreements, 0.03 payments. Government
  offices (85) tell 1.4 meetings and 0.6 agreements each, the others 0.05 of either. Numbers of each
  kind are drawn from the very counts. 2,022 facts come of 2,305 readings.
- People: 2.9 of an article; two in 68 % of the meetings, one in 16 %; a statement has one speaker
  in 72 %, none but a body in 23 %. 98 % of those who meet have a title, 73 % of those who speak.
  Parties: two in 85 % of the meetings. 730 names, 624 of them once, the commonest in 41 articles:
  Zipf's law with exponent 1, as of the stories, over two million ranks (`people`); facts of
  10,000 stories have 12,000 of them, of 100,000 86,000, of a million 486,000. 105 parties,
  the commonest in a third of all.
- Days: 31 % of the meetings have one, 8 % a month, 57 % no date; agreements 20 %, 5 % and 64 %;
  statements 8 %. Half of the meetings were on the day of publication or the day before.
- 55 % of the meetings have a place, 7 % an occasion; 83 % were held, 16 % planned. 55 % of the
  statements are direct; half of them have up to 94 characters, the mean is 124.
- Words: 16,019 different ones among 228,398, of which 6,677 once. Stories draw matters, villages
  and companies by Zipf's law from 120,000 and 300,000, so that a search meets words of all sorts.
- Two articles share 0.1 % of their runs of three words; two stories 0.2 %.
- Weekdays: a Sunday has two thirds of another day's articles.

Assumed, since 358 articles of 26 years can't tell: 4 % of the stories are copies, 12 % tell again
what another one told (half within three days, some after a year; one in twenty of those with
another day or sum), 1 % appear in two versions, 0.4 % are flagged as corrected, 0.05 % withdrawn;
40 outlets by Zipf's law; fewer stories in August and at Christmas.

`rhythm` says when a story appears, `plots` and `events` what it tells of whom (`people`,
`vocabulary`), `telling` and `prose` in which words, `stories` puts the article together, `building`
saves and keeps. `lookups` has what to ask of such a base.
"""

from benchmarks.bases.building import GENERATOR, KEPT, SEED, kept

__all__ = ["GENERATOR", "KEPT", "SEED", "kept"]
