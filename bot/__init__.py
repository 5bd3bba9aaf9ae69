"""What Slack sees of Dateline: one module per surface, each with `register(app, desk)`."""
