"""Meetings, calls, visits and summits.

`readings` tries the `rules` at every verb and noun of meeting; `completing` adds date, place and
occasion, `joining` makes one event of what several sentences tell, `talk` adds what was said there.
"""
