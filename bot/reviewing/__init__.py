"""The review queue in Slack: shown to editors, posted to a channel, told to those who proposed."""
