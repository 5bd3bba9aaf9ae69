"""Drawing pictures in a process of its own: matplotlib never comes into the bot's.

    python -m bot.picture < plan.json > picture.png

The plan is what `bot.render.pictures` makes of an answer; this package knows nothing else of it.
"""
