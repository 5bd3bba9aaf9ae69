"""Statements: what people, bodies and documents say, quoted or reported.

- `quotations` finds what stands between marks, `narration` what is told around it;
- `tags` and `attribution` say who speaks it (`saying`, `speakers`, `voices`, `issuers`), `reported`
  reads what is told without marks, `joint_texts` whose a joint text is;
- `circumstances` says when it was said and of what; `readings` puts it together.
"""
