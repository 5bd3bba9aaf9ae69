"""A process that begins others and kills them, for tests of what outlives that."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Killer:
    """The process; it takes a line of JSON for each round, and answers with one."""

    process: asyncio.subprocess.Process

    async def ask(self, **asked: Any) -> Any:
        """Have it begin and kill processes as asked; what it answers."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        return json.loads(await self.process.stdout.readline())


@asynccontextmanager
async def killing(module: str) -> AsyncIterator[Killer]:
    """Run a module that is such a process, and end it."""
    pipe = asyncio.subprocess.PIPE
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module), stdin=pipe, stdout=pipe, cwd=ROOT
    )
    yield Killer(started)
    assert started.stdin is not None
    started.stdin.close()
    await started.wait()
