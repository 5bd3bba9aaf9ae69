"""Deals between parties: what the sentences of an article tell of agreements.

- `readings` is the way in;
- `papers` find the nouns that name one, `sorts` settle its type, `matter` what they are about and
  called, `wording` what of it readers are told;
- `acts` (with `nouns`, `qualifying`, `deeds`, `tense`) tell what is done with it;
- `sides` (with `doers`, `spans`, `speaking`, `recalling`) whose it is,
  `governing` whose government, where none is named;
- `listing` tells those apart that one sentence tells together and another one by one;
- `telling` makes deals of these, where `counting` finds enough told; `bonds`, `loans` and
  `measures` (over `acting` and `lending`) of what needs no such noun;
- `dating` gives them their dates, `joining` makes one of what several sentences tell.
"""
