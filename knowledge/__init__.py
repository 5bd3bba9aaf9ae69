"""What the newsroom knows: articles in, facts with their evidence out. Never imports Slack."""
