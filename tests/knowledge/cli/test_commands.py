"""All other commands: asking, resolving, people, articles, upkeep."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.model import Kind
from tests.knowledge.cli.conftest import Ran, Run

ROOT = Path(__file__).parents[3]


@pytest.fixture
def filled(run: Run, articles: Path) -> Run:
    assert run("ingest", str(articles)).status == 0
    return run


def first_fact(run: Run) -> str:
    return str(run("--json", "meetings", "Japan").json["facts"][0]["id"])


def test_meetings_as_text_and_as_json(filled: Run) -> None:
    told = filled("meetings", "Japan")
    assert (told.status, told.err) == (0, "")
    assert "21 March 2022" in told.out
    assert "Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21." in told.out
    found = filled("meetings", "Japan", "--json").json
    assert (found["total"], found["answered"]) == (1, True)
    assert found["facts"][0]["date"] == "2022-03-21"
    assert filled("meetings", "Brazil", "--json").json["answered"] is False


def test_an_option_that_does_not_exist_is_refused(filled: Run) -> None:
    for wrong in (("meetings", "--foo", "Japan"), ("ask", "-x")):
        done = filled(*wrong)
        assert done.status == 2 and done.out == ""
        assert "No such option" in done.err and "-- -word" in done.err
    assert "-word" not in filled("gaps", "--foo").err


def test_words_that_look_like_options_follow_two_dashes(filled: Run) -> None:
    assert filled("meetings", "--", "-x").status == 0
    assert filled("meetings", "--", "--json").status == 0


def test_whois(filled: Run) -> None:
    found = filled("whois", "kishida", "--json").json
    assert found["profile"]["person"]["id"] == "fumio-kishida"


def test_ask_one_question(filled: Run) -> None:
    assert "Trudeau" in filled("ask", "/meetings Canada").out
    assert filled("ask").status == 2


def test_ask_lines_in_order(filled: Run) -> None:
    lines = [
        json.dumps({"id": "q1", "question": "/meetings Japan", "context": []}),
        json.dumps({"id": 2, "question": "/meetings Brazil"}),
        "not json",
        json.dumps(["a list"]),
        json.dumps({"id": 3, "question": 7}),
        "",
        json.dumps({"id": 4, "question": "hello"}),
    ]
    done = filled("ask", "--jsonl", stdin="\n".join(lines) + "\n")
    assert done.status == 1
    assert [line["id"] for line in done.lines] == ["q1", 2, None, None, 3, 4]
    assert done.lines[0]["answered"] is True
    assert done.lines[0]["sources"] == [
        {"article": "march", "sentence": "Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21."}
    ]
    assert all(line["answered"] is False for line in done.lines[1:])
    assert "line 3: not a JSON object" in done.err


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_ask_lines_never_answers_with_what_is_no_json(filled: Run, number: str) -> None:
    done = filled("ask", "--jsonl", stdin=f'{{"id": {number}, "question": "/meetings Japan"}}\n')
    assert done.status == 1
    assert (done.lines[0]["id"], done.lines[0]["answered"]) == (None, False)


def as_program(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "knowledge", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unreadable_dotenv_file_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DATELINE_DB=\xff\xfe\n")
    done = as_program(tmp_path, "check")
    assert done.returncode == 2
    assert "The file .env can't be read" in done.stderr and "Traceback" not in done.stderr


def test_only_the_dotenv_file_of_the_working_directory_is_read(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    (tmp_path / ".env").write_text("DATELINE_DB=above.db\n", "utf-8")
    assert "above.db" in as_program(tmp_path, "doctor", "--json").stdout
    assert "above.db" not in as_program(below, "doctor", "--json").stdout


def test_resolve_countries_needs_no_base(run: Run, db: Path) -> None:
    done = run("resolve", "--kind", "country", "--batch", stdin="Japan\nKorea\n\nqqxxzz\n")
    assert done.status == 0
    first, second, third, fourth = done.out.split("\n")[:4]
    assert first == "JP\t1.000"
    assert second.split("\t")[0] == "KR|KP"
    assert (third, fourth) == ("-", "-")
    assert not db.exists()


def test_resolve_people(filled: Run) -> None:
    done = filled("resolve", "--kind", "person", "--batch", stdin="Kishida Fumio\nqqxxzz\n")
    assert done.out == "fumio-kishida\t1.000\n-\n"
    assert filled("resolve", "--kind", "person", "Hun Sen").out == "hun-sen\t1.000\n"
    assert filled("resolve", "--kind", "person", "Hun Sen", "--json").json["ambiguous"] is False


@pytest.mark.parametrize(
    "arguments",
    [["--kind", "person"], ["--kind", "city", "x"], ["x"], ["--kind", "person", "--batch", "x"]],
)
def test_resolve_used_wrongly(filled: Run, arguments: list[str]) -> None:
    assert filled("resolve", *arguments).status == 2


def test_resolve_answers_each_line_at_once(db: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "knowledge", "resolve", "--kind", "country", "--batch"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    for name, code in (("Japan", "JP"), ("Peru", "PE")):
        process.stdin.write(f"{name}\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(f"{code}\t")
    process.stdin.close()
    assert process.wait(timeout=10) == 0


ROSTER = """id,name,country,role,aliases,phone
pm-kh,Hun Sen,Cambodia,Prime Minister,Samdech Techo;Sen Hun,1
"""


def test_a_roster_comes_in(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER)
    done = filled("people", "import", "roster.csv")
    assert (done.status, done.out) == (0, "")
    assert "1 people imported." in done.err
    assert filled("resolve", "--kind", "person", "Hun Sen").out.startswith("pm-kh\t")
    listed = filled("people", "list", "--json").lines
    assert {"pm-kh", "fumio-kishida", "justin-trudeau"} == {line["id"] for line in listed}
    assert filled("meetings", "hun", "sen", "--json").json["total"] == 2
    assert filled("check", "--json").json["sound"] is True


def test_a_roster_as_json_with_bad_entries(run: Run, tmp_path: Path) -> None:
    (tmp_path / "roster.json").write_text(
        json.dumps([{"id": "x", "name": "Ana Brnabić", "country": "RS"}, {"id": "y"}, "nobody"])
    )
    done = run("people", "import", "roster.json", "--json")
    assert (done.status, done.json["imported"], len(done.json["problems"])) == (1, 1, 2)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b"[1, 2", b"a,b\n1,2\n"])
def test_a_roster_that_is_none(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "roster.csv").write_bytes(content)
    done = run("people", "import", "roster.csv")
    assert (done.status, done.out) == (1, "")
    assert done.err.strip() and "Traceback" not in done.err
    assert run("people", "import", "nowhere.csv").status == 1


def test_articles_listed_shown_and_taken_down(filled: Run) -> None:
    assert [line["id"] for line in filled("articles", "list", "--json").lines] == [
        "french",
        "march",
        "may",
    ]
    assert "march\t2022-03-22\tThe visit" in filled("articles", "list").out
    shown = filled("articles", "show", "march").out
    assert "published: 2022-03-22 (given)" in shown and "They spoke of ports." in shown
    assert filled("articles", "show", "nothing").status == 1
    assert filled("articles", "remove", "march", "--why", "by order").status == 0
    assert filled("articles", "remove", "march").status == 1
    assert filled("meetings", "Japan", "--json").json["total"] == 0
    assert filled("articles", "restore", "march").status == 0
    assert filled("articles", "restore", "march").status == 1


def test_a_date_goes_with_the_article_that_gave_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "summit"
    folder.mkdir()
    for name in ("dated", "undated"):
        head = "---\npublished: 2022-11-12\n---\n" if name == "dated" else ""
        text = f"{head}Leaders at the 40th ASEAN Summit, {name}\n\nThe 40th ASEAN Summit was long."
        (folder / f"{name}.md").write_text(text, "utf-8")
    assert run("ingest", str(folder)).status == 0
    assert run("articles", "show", "undated", "--json").json["published"] == "2022"
    done = run("articles", "remove", "dated")
    assert (done.status, "undated: dated anew, without it" in done.err) == (0, True)
    assert run("articles", "show", "undated", "--json").json["published"] is None


def test_an_article_taken_down_does_not_come_back_by_itself(filled: Run, articles: Path) -> None:
    filled("articles", "remove", "march")
    done = filled("ingest", str(articles))
    assert (done.status, "1 removed" in done.err) == (0, True)
    assert "articles restore march" in done.err
    filled("articles", "restore", "march")
    assert "1 new" in filled("ingest", str(articles)).err


def test_explain(filled: Run) -> None:
    id = first_fact(filled)
    told = filled("explain", id).out
    assert "rule “line”" in told and "article march" in told and "parties: JP, KH" in told
    found = filled("explain", id, "--json").json
    assert found["readings"][0]["fields"]["date"] == "2022-03-21"
    done = filled("explain", "0" * 16)
    assert (done.status, "There is no fact" in done.err) == (1, True)


def test_rebuild_reads_everything_again(filled: Run) -> None:
    before = filled("export").out
    done = filled("rebuild")
    assert (done.status, "3 facts from 3 articles, 0 failed" in done.err) == (0, True)
    assert filled("export").out == before
    assert filled("rebuild", "--fold-only", "--json").json["facts"] == 3
    assert filled("export").out == before


def test_rules_are_listed_with_their_kinds(run: Run) -> None:
    lines = [line.split("\t") for line in run("rules").out.splitlines()]
    assert ["verb meet", "meeting"] in lines
    assert {kind for _, kind in lines} == set(Kind)
    found = run("rules", "--json").json
    assert [[one["rule"], one["kind"]] for one in found] == lines


def test_rules_can_be_switched_off(filled: Run, articles: Path) -> None:
    told = filled("extract", str(articles), "--without", "verb meet").lines
    assert not any(one["meetings"] for one in told)
    assert "0 facts from 3 articles" in filled("rebuild", "--without", "verb meet").err
    assert "3 facts from 3 articles" in filled("rebuild").err


@pytest.mark.parametrize(
    "wrong",
    [
        ["extract", ".", "--without", "verb mete"],
        ["rebuild", "--without", "no such thing"],
        ["rebuild", "--fold-only", "--without", "verb meet"],
    ],
)
def test_a_rule_that_there_is_not(filled: Run, wrong: list[str]) -> None:
    done = filled(*wrong)
    assert (done.status, done.out) == (2, "")
    assert "“verb meet”?" in done.err if "mete" in wrong[-1] else done.err


def test_check(filled: Run, db: Path) -> None:
    done = filled("check")
    assert (done.status, "fold: " in done.out, "checking: fold" in done.err) == (0, True, True)
    with closing(sqlite3.connect(db)) as tampering, tampering:
        tampering.execute("UPDATE meeting_facts SET place = 'Mars'")
    done = filled("check", "--json")
    assert (done.status, done.json["sound"]) == (1, False)


def test_doctor(filled: Run) -> None:
    found = filled("doctor", "--json").json
    assert found["model"]["spacy"] and found["versions"]["python"]
    assert (found["base"]["articles"], found["base"]["not read"]) == (3, "1 in “fr”")
    assert "path:" in filled("doctor").out


def test_doctor_keeps_secrets(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    done = filled("doctor")
    assert "SLACK_BOT_TOKEN: set" in done.out and "very-secret" not in done.out


def test_export(filled: Run) -> None:
    told = filled("export").json
    assert [(fact["kind"], fact.get("date")) for fact in told] == [
        ("meeting", "2022-05-01"),
        ("meeting", "2022-03-21"),
        ("role", None),
    ]
    assert told[0]["form"] == "meeting"
    assert [fact["kind"] for fact in filled("export", "--kind", "role").json] == ["role"]
    assert filled("export", "--kind", "payment").json == []


def test_without_a_kind_a_spreadsheet_has_all_of_them(filled: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("export", "--format", "csv").out)))
    assert [(row["kind"], row["date"], row["parties"]) for row in rows] == [
        ("meeting", "2022-05-01", "CA; KH"),
        ("meeting", "2022-03-21", "JP; KH"),
        ("role", "", "KH"),
    ]
    assert all(row["what"] and row["id"] for row in rows)
    both = ["--kind", "role", "--kind", "meeting"]
    assert filled("export", "--format", "csv", *both).out.count("\n") == 4
    own = list(
        csv.DictReader(io.StringIO(filled("export", "--format", "csv", "--kind", "meeting").out))
    )
    assert [(row["kind"], row["countries"]) for row in own] == [
        ("meeting", "CA; KH"),
        ("meeting", "JP; KH"),
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_columns(filled: Run, kind: Kind) -> None:
    done = filled("export", "--format", "csv", "--kind", str(kind))
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert done.out.startswith("id,")
    assert len(rows) == {Kind.MEETING: 2, Kind.ROLE: 1}.get(kind, 0)
    assert all(row["sentence"] and row["articles"] for row in rows)
    assert all(row["published"] and row["published_basis"] for row in rows)


def test_export_as_a_calendar(filled: Run) -> None:
    done = filled("export", "--format", "ics")
    assert (done.status, done.err) == (0, "2 events.\n")
    assert done.out.count("BEGIN:VEVENT\r\n") == 2
    assert done.out.startswith("BEGIN:VCALENDAR\r\n") and done.out.endswith("END:VCALENDAR\r\n")


def test_export_says_what_it_cannot_do(filled: Run) -> None:
    done = filled("export", "--format", "ics", "--kind", "role")
    assert done.status == 2 and done.err and not done.out


def test_extract_prints_one_line_for_each_file(run: Run, articles: Path, db: Path) -> None:
    done = run("extract", str(articles))
    assert done.status == 0
    assert [line["id"] for line in done.lines] == ["french", "march", "may"]
    march = done.lines[1]
    assert march["published"] == "2022-03-22" and march["published_basis"] == "given"
    assert march["meetings"] == [
        {
            "kind": "meeting",
            "status": "held",
            "date": "2022-03-21",
            "date_end": None,
            "people": ["Hun Sen", "Fumio Kishida"],
            "countries": ["JP", "KH"],
            "place": None,
            "occasion": None,
            "evidence": "Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21.",
        }
    ]
    assert march["roles"][0]["name"] == "Hun Sen"
    assert all(march[kind] == [] for kind in ("agreements", "money", "quotes", "upcoming"))
    assert not db.exists()
    assert run("extract", "nowhere.txt").status == 1
    assert run("extract").status == 2


def nothing_leaks(done: Ran, tmp_path: Path) -> None:
    assert done.out == ""
    assert "Traceback" not in done.err and str(tmp_path) not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["meetings", "Japan"],
        ["whois", "x"],
        ["articles", "list"],
        ["check"],
        ["export"],
        ["explain", "x"],
    ],
)
def test_without_a_base(run: Run, tmp_path: Path, db: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.status == 1
    assert "There is no fact base “facts.db” yet" in done.err
    nothing_leaks(done, tmp_path)
    db.write_text("not a database at all, but long enough to look like a file")
    done = run(*arguments)
    assert done.status == 1
    assert "is not a Dateline fact base" in done.err
    nothing_leaks(done, tmp_path)


def test_the_base_is_named_by_option_environment_or_file(
    filled: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled("meetings", "--json", base=None).status == 1
    monkeypatch.setenv("DATELINE_DB", str(db))
    assert filled("meetings", "--json", base=None).json["total"] == 2
    assert filled("meetings", "--json", "--db", str(tmp_path / "other.db"), base=None).status == 1


def test_an_unforeseen_error_has_an_id_and_no_traceback(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("secret/path")

    monkeypatch.setattr("knowledge.answers.ask", broken)
    done = filled("meetings", "Japan")
    assert done.status == 1
    assert "Something went wrong" in done.err and "--debug" in done.err
    assert "Traceback" not in done.err and "secret/path" not in done.err


def test_a_wrong_time_zone_is_explained(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TIMEZONE", "Mars/Olympus")
    done = filled("meetings", "Japan")
    assert (done.status, "not the name of a time zone" in done.err) == (1, True)


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE facts; --", "a" * 40_000, "💥", "on Feb 30", "<!channel>", "\x1b[2J", "\ud800"],
)
def test_mischief_as_words(filled: Run, text: str) -> None:
    done = filled("meetings", text)
    assert done.status == 0
    assert "Traceback" not in done.err and "\x1b" not in done.out
    assert filled("meetings", "--json").json["total"] == 2


def test_commands_that_do_not_read_articles_start_without_the_language_model(
    filled: Run, db: Path
) -> None:
    """Also what the bot imports: no spaCy, no trafilatura, no sqlite-utils."""
    program = (
        "import sys\n"
        "from knowledge.cli import run\n"
        f"run(['--db', {str(db)!r}, 'meetings', 'Japan', '--json'])\n"
        f"run(['--db', {str(db)!r}, 'people', 'list'])\n"
        "heavy = {'spacy', 'trafilatura', 'sqlite_utils', 'lxml', 'tqdm', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"


def test_help_names_every_command(run: Run) -> None:
    done = run("--help", base=None)
    assert done.status == 0
    for name in ("ingest", "extract", "meetings", "whois", "ask", "resolve", "people", "articles"):
        assert name in done.out
