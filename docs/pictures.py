"""Makes the README's pictures anew, from the local workspace over the sample archive.

    make pictures        (needs a Chromium; `DATELINE_CHROMIUM` names one that isn't on the path)

Each picture is the bot's answer to a command as the workspace's page shows it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PORT = 3917
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHOTS = {
    "meetings": "/meetings Japan",
    "money": "/money",
    "timeline": "/timeline Cambodia Japan",
    "facts": "/facts rice",
}
WIDTH, HEIGHT = 1000, 760


def main() -> None:
    """Take every picture; the exit status is 1 when there is no browser."""
    named = os.environ.get("DATELINE_CHROMIUM")
    browser = next(
        (found for one in (named, *BROWSERS) if one and (found := shutil.which(one))), None
    )
    if browser is None:
        sys.exit("There is no Chromium to take pictures with. Set DATELINE_CHROMIUM to one.")
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        workspace(Path(folder) / "sample.db") as url,
        sync_playwright() as playwright,
    ):
        launched = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, command in SHOTS.items():
            page = launched.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            take(page, url, command, PICTURES / f"{name}.png")
            page.close()
        launched.close()
    print(f"Pictures of {', '.join(SHOTS.values())} are in {PICTURES.relative_to(ROOT)}.")


@contextmanager
def workspace(database: Path) -> Iterator[str]:
    """Dateline in its local workspace, over the sample archive; gives its address."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("SLACK_", "DATELINE_"))
    }
    environment |= {"DATELINE_DB": str(database), "PORT": str(PORT)}
    asked = [sys.executable, "-m", "knowledge", "ingest", "knowledge/sample"]
    subprocess.run(asked, cwd=ROOT, env=environment, check=True)
    running = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{PORT}/"
    try:
        _wait_for(f"{url}healthz")
        yield url
    finally:
        running.terminate()
        running.wait(10)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(url):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("Dateline did not start.")


def take(page: Page, url: str, command: str, target: Path) -> None:
    """Type a command and keep what is shown, from the top of the answer on."""
    page.goto(url)
    box = page.locator("textarea, [contenteditable=true]").last
    box.fill(command)
    box.press("Enter")
    answer = page.get_by_text("Facts as of").last
    answer.wait_for(timeout=15_000)
    page.get_by_text("Only visible to you").last.scroll_into_view_if_needed()
    page.get_by_text("Only visible to you").last.evaluate("one => one.scrollIntoView()")
    page.screenshot(path=target)


if __name__ == "__main__":
    main()
