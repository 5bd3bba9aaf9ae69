"""What becomes of messages that showed a fact which the desk corrected, retracted or took apart.

`shows` says what a message shows, `recording` keeps it behind the answer's back (`store`), `clock`
follows the log of decisions, `planning` finds what changed, `drawing` makes the message anew, and
`sending` puts it in its place or tells the channel.
"""
