"""What Slack sees of the bot: a module for each surface, with `register(app, desk)`."""
