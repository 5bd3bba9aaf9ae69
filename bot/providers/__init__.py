"""What the archive follows, as the bot looks after it: its polling, its changes, its alarms."""
