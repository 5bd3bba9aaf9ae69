"""Which hosts are Slack's, and how they are reached."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SLACK_HOOKS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})


def proxy_for(url: str) -> str | None:
    """The environment's proxy for the address of a WebSocket, as for the page of that host.

    aiohttp looks for one in `WSS_PROXY`, which nobody sets.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in LOOPBACK or proxy_bypass(host):
        return None
    return getproxies().get("https" if parts.scheme == "wss" else "http")


def reachable_hosts(api_url: str) -> frozenset[str]:
    """Host names that a response URL may have: Slack's own, and those that `api_url` brings."""
    host = urlsplit(api_url).hostname or ""
    return SLACK_HOOKS | (LOOPBACK if host in LOOPBACK else {host})


def is_loopback(api_url: str) -> bool:
    """Whether the Web API is on this machine."""
    return urlsplit(api_url).hostname in LOOPBACK
