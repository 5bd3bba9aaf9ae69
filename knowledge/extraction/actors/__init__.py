"""Who is meant by a phrase, in the light of all that an article has said before it.

`actor_finder` asks in turn for names, `offices`, `delegations`, `envoys` and `references` ("he",
"the two leaders") over what the `context` remembers; `speeches` says who "I" is.
"""
