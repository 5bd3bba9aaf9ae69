"""Deals between parties: what the sentences of an article tell of agreements.

- `papers` find the nouns that name one, `matter` what they are about and called;
- `acts` (with `qualifying`, `deeds`, `tense`) tell what is done with it;
- `sides` (with `doers`, `spans`, `recalling`) whose it is;
- `telling` makes deals of these, `bonds` and `loans` (over `acting` and `lending`) of what needs
  no such noun;
- `dating` gives them their dates, `joining` makes one of what several sentences tell.
"""
