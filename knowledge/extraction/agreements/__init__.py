"""Deals between parties: what the sentences of an article tell of agreements.

- `readings` is the way in;
- `papers` find the nouns that name one, `matter` what they are about and called, `wording` what
  of it readers are told;
- `acts` (with `qualifying`, `deeds`, `tense`) tell what is done with it;
- `sides` (with `doers`, `spans`, `recalling`) whose it is,
  `governing` whose government, where none is named;
- `listing` tells those apart that one sentence tells together and another one by one;
- `telling` makes deals of these, `bonds` and `loans` (over `acting` and `lending`) of what needs
  no such noun;
- `dating` gives them their dates, `joining` makes one of what several sentences tell.
"""
