"""The people of an article, gathered from its sentences: who they are, and whose officers.

`gathering` fills the register, `describing` gives the fullest title, `affiliation` the party (with
`beside_titles`, `company`, `destinations` and `officers`, and `well_known` for those whom the table
of leaders knows).
"""
