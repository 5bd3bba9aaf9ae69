"""Nothing that was decided is lost, whenever the process is killed, and all of it can be undone."""

import subprocess
import sys
from pathlib import Path


def test_what_was_decided_outlives_kills_at_any_moment(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.knowledge.base.killed", str(tmp_path / "a.db")]
    done = subprocess.run([*command, "7", "12"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 6, "most rounds end by a kill"
