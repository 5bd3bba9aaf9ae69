"""Facts, queries and whole answers in plain words, shared by the command line and the bot.

`facts` says single facts, people and sources; `queries` what was understood; `texts` a whole
answer for a terminal or as Slack's fallback text; `machine` the JSON; `guide` help and status.
"""
