"""Meetings, calls, visits and summits.

`readings` tries the `rules` at every verb and noun of meeting; `completing` adds date and
occasion, `placing` the place, `lasting` the end of what lasts for days, `resuming` what the next
sentence says of "the talks". `joining` makes one event of what several sentences tell, `receiving`
a visit of the meeting that was part of one, `lending` gives the meetings of a series what the first
tells, `talk` adds what was said there.
"""
