"""Who is named in a sentence: countries, bodies, titles and people, before anybody is resolved.

- `parties` finds countries and bodies, `outlets` the home of an outlet, `headings` the two parties
  of a section;
- `titles` and `title_finder` (with `complements`, `seats`, `unknown` and `title_parts`) find title
  phrases, `naming` and `model_people` names;
- `mentions` (with `marks`, `appositions`, `counterparts` and `surroundings`) finds the people of a
  sentence;
- `register` holds the people of an article, `actors` are phrases that can take part in something.
"""
