"""From an article's text to sentences of tokens that know where they stand in it.

- `model` chooses and loads the pipeline (`quick_ruler`, `quick_lemmas` and `quick_entities` make
  it faster);
- `packing` puts what it finds into `tokens` of our own (with `morph`), `document` makes sentences
  of them, `words` their printed words; `datelines` and `echoes` are read before the parser sees
  a text;
- `remembering` and `parses` keep parses for the next time, `deadline` keeps time.
"""
