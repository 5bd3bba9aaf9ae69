"""Whenever processes are killed, nothing that was acknowledged is lost, nothing stands twice."""

import subprocess
import sys


def test_what_was_acknowledged_outlives_kills_at_any_moment() -> None:
    command = [sys.executable, "-m", "tests.soak.kills", "--kills", "20", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-4_000:]
    assert "20 kills" in done.stdout and "nothing lost" in done.stdout
