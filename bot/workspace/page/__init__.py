"""The page at `/`: what people use in place of Slack, and the endpoints behind it."""

from bot.workspace.page.routes import Page

__all__ = ["Page"]
