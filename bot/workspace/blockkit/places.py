"""What a workspace refuses in well-made blocks: types that it lacks, files that it has not."""

from collections.abc import Container, Iterator
from typing import Any

from bot.workspace.blockkit.node import Problem


def _objects(content: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a payload with its JSON pointer, the outer before the inner."""
    if isinstance(content, dict):
        yield pointer, content
        inside = [(str(key), value) for key, value in content.items()]
    elif isinstance(content, list):
        inside = [(str(index), value) for index, value in enumerate(content)]
    else:
        return
    for key, value in inside:
        yield from _objects(value, f"{pointer}/{key}")


def of_types(content: Any, types: Container[str], pointer: str = "/blocks") -> list[Problem]:
    """A problem for each place in blocks that holds one of these types, as if Slack knew none."""
    return [
        Problem(f"{at}/type", f"unsupported type: {one['type']}", "unsupported_type")
        for at, one in _objects(content, pointer)
        if isinstance(one.get("type"), str) and one["type"] in types
    ]


def unknown_files(content: Any, files: Container[str], pointer: str = "/blocks") -> list[Problem]:
    """A problem for each image that names a Slack file by an id that there is not."""
    return [
        Problem(f"{at}/slack_file", "invalid slack file", "invalid_file")
        for at, one in _objects(content, pointer)
        if isinstance(one.get("slack_file"), dict)
        and one["slack_file"].get("id") is not None
        and str(one["slack_file"]["id"]) not in files
    ]
