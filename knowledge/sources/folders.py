"""Following a folder of this machine: new and changed article files, by size and time."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from knowledge.model import ListedStory, Provider
from knowledge.model.providers import INSTANT
from knowledge.reading import files
from knowledge.reading.problems import Unreadable
from knowledge.sources.steps import Poll
from knowledge.sources.tools import Tools


def poll(provider: Provider, tools: Tools) -> Poll:
    """Look through a folder and the folders in it; take in what is new or changed.

    A file that vanishes is no withdrawal: its article stays.

    Raises:
        Unreadable: there is no such folder, or it may not be read.
    """
    folder = Path(provider.address)
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.X_OK):
        raise Unreadable("The folder is not there or may not be read. Check its name and rights.")
    known = tools.base.item_marks(provider.id)
    found = [_listed(folder, path) for path in files.search([folder]).articles if path != folder]
    stories = [one for one in found if one is not None]
    changed = [one for one in stories if known.get(one.key) != one.mark]
    tools.base.put_stories(provider.id, changed, now=tools.clock.now())
    there = {one.key for one in stories}
    for item in tools.due(provider):
        if item.key not in there:
            yield tools.stories.failed(provider, item, "The file is not there any more.")
            continue
        read = partial(files.read, folder / item.key, outlet=provider.outlet)
        yield tools.stories.take_listed(provider, item, read)
    now = tools.clock.now()
    tools.base.poll_succeeded(provider.id, at=now, due_at=tools.next_poll(provider))
    return None


def _listed(folder: Path, path: Path | str) -> ListedStory | None:
    file = Path(path)
    try:
        status = file.stat()
        changed = datetime.fromtimestamp(status.st_mtime, UTC).strftime(INSTANT)
    except (OSError, ValueError, OverflowError):
        return None
    return ListedStory(
        key=str(file.relative_to(folder)),
        address=file.name,
        mark=f"{status.st_size}-{status.st_mtime_ns}",
        appeared=changed,
    )
