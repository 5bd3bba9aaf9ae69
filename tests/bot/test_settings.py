"""The environment: modes, defaults, and a clear word on what can't work."""

import errno
import os
from pathlib import Path

import pytest

from bot.settingneeds import check
from bot.settings import Mode, load
from bot.settingvalues import SLACK_API_URL, SettingsProblem

NOWHERE = Path("/nonexistent/.env")
BOT = {"SLACK_BOT_TOKEN": "xoxb-1"}


def test_without_slack_it_is_the_local_workspace() -> None:
    settings = load({}, NOWHERE)
    assert settings.mode is Mode.WORKSPACE
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert settings.database == Path("dateline.db")
    assert settings.timezone.key == "UTC"
    assert settings.api_url == SLACK_API_URL


def test_an_app_token_means_socket_mode_also_beside_a_signing_secret() -> None:
    settings = load(
        {**BOT, "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s", "PORT": "8080"}, NOWHERE
    )
    assert settings.mode is Mode.SOCKET
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)


def test_a_signing_secret_means_http() -> None:
    settings = load({**BOT, "SLACK_SIGNING_SECRET": "s", "HOST": "::1"}, NOWHERE)
    assert (settings.mode, settings.host) == (Mode.HTTP, "::1")


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1"}, ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"]),
        ({"SLACK_SIGNING_SECRET": "s"}, ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"]),
        (BOT, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-2"}, ["swapped"]),
        ({"SLACK_APP_TOKEN": "xoxb-2"}, ["swapped"]),
        (
            {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"},
            ["SLACK_BOT_TOKEN is an app-level token (xapp-…), not a bot token", "xoxb-"],
        ),
        (
            {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xapp-2"},
            ["SLACK_BOT_TOKEN is an app-level token", "OAuth & Permissions"],
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxp-1", "SLACK_SIGNING_SECRET": "s"},
            ["SLACK_BOT_TOKEN is not a bot token", "xoxb-"],
        ),
        ({"PORT": "http"}, ["PORT"]),
        ({"PORT": "-1"}, ["PORT"]),
        ({"PORT": "65536"}, ["PORT"]),
        ({"PORT": "9" * 5_000}, ["PORT"]),
        ({"PORT": "٣٠٠٠"}, ["PORT"]),
        ({"DATELINE_TIMEZONE": "Mars/Olympus"}, ["DATELINE_TIMEZONE"]),
        ({"DATELINE_TIMEZONE": "../etc/passwd"}, ["DATELINE_TIMEZONE"]),
        ({"DATELINE_CHANNELS": "#desk"}, ["DATELINE_CHANNELS", "C0123ABCD"]),
        ({"DATELINE_CHANNELS": "C0123ABCD,U0123ABCD"}, ["DATELINE_CHANNELS"]),
        ({"DATELINE_THREAD_DAYS": "forever"}, ["DATELINE_THREAD_DAYS", "0 keeps nothing"]),
        ({"DATELINE_THREAD_DAYS": "-1"}, ["DATELINE_THREAD_DAYS"]),
        ({"DATELINE_THREAD_DAYS": "3651"}, ["DATELINE_THREAD_DAYS", "3650"]),
        ({"DATELINE_GAPS": "maybe"}, ["DATELINE_GAPS", "yes or no"]),
        ({"DATELINE_GAPS_DAYS": "x"}, ["DATELINE_GAPS_DAYS"]),
        ({"DATELINE_PROPOSALS_DAYS": "-1"}, ["DATELINE_PROPOSALS_DAYS"]),
        ({"DATELINE_AMEND_DAYS": "long"}, ["DATELINE_AMEND_DAYS", "0 keeps nothing"]),
        ({"DATELINE_RATE": "fast"}, ["DATELINE_RATE", "0 sets no limit"]),
        ({"DATELINE_RATE": "10001"}, ["DATELINE_RATE", "10000"]),
        ({"DATELINE_GUESTS": "some"}, ["DATELINE_GUESTS", "yes or no"]),
        ({"SLACK_API_URL": "slack.com/api"}, ["SLACK_API_URL"]),
        ({"SLACK_API_URL": "ftp://slack.com/api"}, ["SLACK_API_URL"]),
        ({"SLACK_API_URL": "http://[::1/api"}, ["SLACK_API_URL"]),
    ],
)
def test_what_cannot_work_is_named(environment: dict[str, str], names: list[str]) -> None:
    with pytest.raises(SettingsProblem) as problem:
        load(environment, NOWHERE)
    assert all(name in str(problem.value) for name in names)


def test_who_may_ask() -> None:
    assert (load({}, NOWHERE).channels, load({}, NOWHERE).guests) == (frozenset(), False)
    settings = load({"DATELINE_CHANNELS": "C01, G02 C03", "DATELINE_GUESTS": "Yes"}, NOWHERE)
    assert (settings.channels, settings.guests) == (frozenset({"C01", "G02", "C03"}), True)


def test_how_long_threads_are_remembered() -> None:
    assert load({}, NOWHERE).thread_days == 30
    assert load({"DATELINE_THREAD_DAYS": "0"}, NOWHERE).thread_days == 0


def test_how_long_messages_are_amended() -> None:
    assert load({}, NOWHERE).amend_days == 90
    assert load({"DATELINE_AMEND_DAYS": "0"}, NOWHERE).amend_days == 0


def test_how_much_one_person_may_ask() -> None:
    assert (load({}, NOWHERE).rate, load({"DATELINE_RATE": "0"}, NOWHERE).rate) == (60, 0)


def test_how_long_questions_without_an_answer_are_kept() -> None:
    assert load({}, NOWHERE).gaps_days == 180
    assert load({}, NOWHERE).proposals_days == 365
    assert load({"DATELINE_PROPOSALS_DAYS": "30"}, NOWHERE).proposals_days == 30
    assert load({"DATELINE_GAPS_DAYS": "7", "DATELINE_GAPS": "on"}, NOWHERE).gaps_days == 7
    assert load({"DATELINE_GAPS_DAYS": "7", "DATELINE_GAPS": "off"}, NOWHERE).gaps_days == 0


def test_no_problem_repeats_a_token() -> None:
    with pytest.raises(SettingsProblem) as problem:
        load({"SLACK_BOT_TOKEN": "xoxb-very-secret"}, NOWHERE)
    assert "very-secret" not in str(problem.value)
    settings = load({**BOT, "SLACK_SIGNING_SECRET": "hush"}, NOWHERE)
    assert "xoxb" not in repr(settings) and "hush" not in repr(settings)


def test_the_api_url_gets_its_slash() -> None:
    assert load({"SLACK_API_URL": "http://127.0.0.1:9/api"}, NOWHERE).api_url.endswith("/api/")


def test_a_dotenv_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("PORT=4000\nDATELINE_DB='my archive.db'\nSLACK_BOT_TOKEN=xoxb-old\n", "utf-8")
    settings = load({"SLACK_BOT_TOKEN": " ", "PORT": "5000"}, dotenv)
    assert (settings.mode, settings.port) == (Mode.WORKSPACE, 5000)
    assert settings.database == Path("my archive.db")


def test_an_unreadable_dotenv_file_is_named(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"PORT=\xff\xfe\x00")
    with pytest.raises(SettingsProblem, match=r"\.env"):
        load({}, dotenv)


def test_the_example_file_starts_the_workspace() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    assert load({}, example).mode is Mode.WORKSPACE


def test_a_link_means_the_file_that_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    file, link = tmp_path / "disk" / "facts.db", tmp_path / "dateline.db"
    link.symlink_to(Path("disk") / "facts.db")
    assert load({"DATELINE_DB": str(link)}, NOWHERE).database == file
    file.touch()
    assert load({"DATELINE_DB": str(link)}, NOWHERE).database == file
    # From before links were followed: nobody would look there any more.
    (tmp_path / "dateline.digests.db").write_bytes(b"something")
    with pytest.raises(SettingsProblem, match=r"“dateline\.digests\.db”.*“facts\.digests\.db”"):
        load({"DATELINE_DB": str(link)}, NOWHERE)


def test_a_folder_that_is_closed_to_this_account_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load({"DATELINE_DB": str(tmp_path / "facts.db")}, NOWHERE)
    check(settings)

    def closed(path: Path) -> os.stat_result:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", lambda path, **_: closed(path))
        with pytest.raises(SettingsProblem, match="let the account in"):
            check(settings)
