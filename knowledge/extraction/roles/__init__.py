"""Roles: who holds, held or is to hold which office.

`tenures` reads who came into an office and left it, `successions` who followed whom, both over
`terms`; `readings` adds the fullest title of each person.
"""
