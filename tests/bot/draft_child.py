"""A stand-in for the process that checks drafts: it finds one thing, and goes wrong when told to.

python -m tests.bot.draft_child      JSON lines in and out, as `check-draft --jsonl`
"""

import json
import os
import signal
import sys
from typing import Any

SENTENCE = "Hun Sen met Canadian Prime Minister Justin Trudeau on November 12 in Phnom Penh."
DIFFERS = {
    "about": "date",
    "start": 0,
    "end": 11,
    "span": "13 November",
    "verdict": "differs",
    "archive": "November 12",
    "article": "asean-summit",
    "sentence": SENTENCE,
    "sentence_start": 0,
}
AGREES = DIFFERS | {"about": "name", "span": "Hun Sen", "verdict": "agrees", "archive": "Hun Sen"}
UNKNOWN = DIFFERS | {
    "about": "place",
    "span": "Quito",
    "verdict": "unknown",
    "archive": None,
    "article": None,
    "sentence": None,
    "sentence_start": None,
}


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """What to say to a draft: its first word says what happens."""
    word = asked["text"].split()[0].strip(".:")
    match word:
        case "hang":
            signal.pause()
        case "die":
            os._exit(9)
        case "garble":
            return {"id": asked["id"], "findings": [{"about": "weather"}]}
        case "other":
            return {"id": -1, "findings": []}
        case "base" | "model" | "fault" | "text":
            return {"id": asked["id"], "findings": [], "problem": word, "said": "No."}
        case "nothing":
            return {"id": asked["id"], "findings": []}
        case "gone":
            gone = DIFFERS | {"sentence": "Nobody wrote this."}
            return {"id": asked["id"], "findings": [gone]}
        case "tokens":
            found = [key for key in os.environ if key.startswith("SLACK_")]
            return {"id": asked["id"], "findings": [UNKNOWN | {"span": ",".join(found)}]}
        case "french" | "english":
            return {"id": asked["id"], "findings": [], "foreign": word == "french"}
        case "echo":
            said = UNKNOWN | {"span": f"{asked['today']} {asked['text']}"}
            return {"id": asked["id"], "findings": [said]}
    return {"id": asked["id"], "findings": [AGREES, UNKNOWN, DIFFERS]}


if __name__ == "__main__":
    for line in iter(sys.stdin.readline, ""):
        print(json.dumps(answer(json.loads(line))), flush=True)
