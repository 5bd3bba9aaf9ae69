"""An archive of which every field that articles and people fill is written by an enemy."""

import re
from pathlib import Path

from knowledge.model import (
    Article,
    Form,
    Kind,
    Meeting,
    Participant,
    Reading,
    Status,
)
from tests.bases import opened
from tests.written import article, evidence, role

CALLS = "<!channel> <@U0EVIL001> <#C1|x> &lt;!here&gt;"
LINK = "<https://evil.example/bank|your bank> [bank](https://evil.example/md)"
MARKS = "*bold* _it_ ~s~ `c` ```block``` \n> quoted"
ODD = (
    "\x1b[31m\x1b]0;title\x07 \u202egpj.exe\u202c \u200b\ufeff a\u0300\u0301\u0302" + "\u0303" * 300
)
CELL = '=HYPERLINK("https://evil.example","x")'
LINES = "line\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example\r\n"
SQL = "Robert'); DROP TABLE facts; --"
FTS = '" OR title:* NEAR(a b) ^x AND (NOT'
ALL = f"{CELL} {CALLS} {LINK} {MARKS} {ODD} {LINES} {SQL} {FTS}"

CANADA = Participant("Justin Trudeau", "Prime Minister", "CA")
ENEMY = Participant(f"Vula {CALLS} {SQL}", f"{CELL} Minister {LINK}", "TO")

CALL = re.compile(r"<[!@#](?!date\^)")
ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
MOVES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MARKUP_LINK = re.compile(r"<https?://evil|<javascript:|<data:|<file:")


def build(path: Path) -> Path:
    """Save it: one meeting of somebody real with somebody whose very name is hostile."""
    base = opened(path)
    text = (
        f"{CALLS} {CELL} {LINK} {SQL}\n\n"
        f"Justin Trudeau met Vula on November 12 in Nuku'alofa. {CALLS} {LINK} {FTS}"
    )
    told = article(
        "hostile",
        text,
        "2022-11-15",
        outlet=f"{CELL} {CALLS} {LINK} Post",
        byline=f"{CALLS} {SQL}",
        url="javascript:alert(document.cookie)",
    )
    base.save(told, [_meeting(told), role(told, "Justin Trudeau", CANADA)])
    again = article("hostile-2", f"{CALLS}\n\nJustin Trudeau met Vula. {ODD}", "2022-11-16",
                    url="https://user:pass@evil.example/x?token=abc")  # fmt: skip
    base.save(again, [role(again, "Justin Trudeau", ENEMY)])
    base.close()
    return path


def _meeting(of: Article) -> Reading:
    fields = Meeting(
        Form.MEETING,
        Status.HELD,
        (CANADA, ENEMY),
        ("CA", "TO"),
        "2022-11-12",
        f"{CELL} {CALLS}",
        f"{LINK} {SQL} summit",
    )
    return Reading(Kind.MEETING, of.id, of.digest, "test", fields, evidence(of, "met Vula"))
