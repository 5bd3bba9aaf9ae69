"""The Web API subset: one decorated function per method, in one module per family.

To add a method, write a function and decorate it with `@method("family.name", scope="…")`; it
takes a `Call` and returns the answer's fields (`ok` is added), or raises `ApiError`.
"""

from bot.workspace.api import (  # noqa: F401  (importing registers the methods)
    apps,
    assistant,
    chat,
    conversations,
    files,
    oauth,
    reactions,
    unfurls,
    users,
    views,
)
from bot.workspace.api.core import METHODS, ApiError, Call, method
from bot.workspace.api.http import WebApi

__all__ = ["METHODS", "ApiError", "Call", "WebApi", "method"]
