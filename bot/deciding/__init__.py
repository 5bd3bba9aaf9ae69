"""The newsroom's hand in Slack: who may decide, and what becomes of what people decide on facts."""
