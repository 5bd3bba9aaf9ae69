import os
from pathlib import Path

import pytest

from knowledge.reading import Unreadable, read, search
from knowledge.reading.decode import LARGEST, decode

TEXT = "Ana Lima’s visit to Quito ended with a dinner, said the minister’s office – “a success”.\n"


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_unicode_in_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    article = read(write(tmp_path / "visit.txt", data))
    assert (article.id, article.text, article.notes) == ("visit", TEXT, ())


def test_windows_1252_is_read_and_reported(tmp_path: Path) -> None:
    article = read(write(tmp_path / "visit.txt", TEXT.encode("cp1252")))
    assert article.text == TEXT
    assert "Windows-1252" in article.notes[0]


def test_no_break_spaces_and_curly_quotes_are_kept(tmp_path: Path) -> None:
    text = "“Mr\u00a0Okoro” spoke.\n\n‘Yes’, he said."
    assert read(write(tmp_path / "a.txt", text)).text == text


@pytest.mark.parametrize("stem", ["kcna-00101", "2022.11.15 talks", "Ünïcode", "a.b"])
def test_the_id_is_the_stem_as_it_is(tmp_path: Path, stem: str) -> None:
    assert read(write(tmp_path / f"{stem}.txt", TEXT)).id == stem


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Talks\0in Quito", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04word/document.xml", "office document"),
        (b"\xff\xfeT\x00a\x00l", "damaged"),
        (b"\x81\x8d\x8f caf\xe9", "neither UTF-8 nor Windows-1252"),
        (b"a" * (LARGEST + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason) as problem:
        read(write(tmp_path / "bad.txt", data))
    assert str(tmp_path) not in problem.value.reason


def test_what_is_no_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(Unreadable, match="folder"):
        read(tmp_path)
    with pytest.raises(Unreadable, match="regular file"):
        read(Path(os.devnull))
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(Unreadable, match="can't be opened"):
        read(tmp_path / "loop.txt")


def test_a_file_without_permission_is_refused_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "closed.txt", TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied", str(path))

    # The tests may run as root, whom no file mode stops.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match="permission") as problem:
        read(path)
    assert str(tmp_path) not in problem.value.reason


def test_a_declared_character_set_of_a_page_is_believed() -> None:
    page = "<meta charset='windows-1251'><p>Президент".encode("cp1251")
    assert decode(page, "windows-1251").text.endswith("Президент")
    assert decode("Präsident".encode("cp1252"), "no-such-set").notes


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in [
        "b/two.md",
        "b/one.TXT",
        "a/three.html",
        "four.htm",
        "README.md",
        "a/LICENSE.txt",
        "notes.pdf",
        ".hidden.txt",
        ".git/five.txt",
        "a/table.csv",
    ]:
        write(tmp_path / name, TEXT)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    found = search([tmp_path])
    names = [str(Path(p).relative_to(tmp_path)) for p in found.articles]
    assert names == ["a/three.html", "b/one.TXT", "b/two.md", "four.htm"]
    passed_over = [str(path.relative_to(tmp_path)) for path in found.passed_over]
    assert passed_over == ["README.md", "a/LICENSE.txt", "a/table.csv", "notes.pdf"]
    named = search([tmp_path, tmp_path / "notes.pdf"])
    assert tmp_path / "notes.pdf" in named.articles and len(named.passed_over) == 3


def test_a_folder_without_articles_comes_so_that_reading_can_say_so(tmp_path: Path) -> None:
    photo = write(tmp_path / "photo.jpg", b"\xff\xd8\xff")
    found = search([tmp_path])
    assert (found.articles, found.passed_over) == ((tmp_path,), (photo,))
    with pytest.raises(Unreadable, match="no articles in it"):
        read(tmp_path)
    write(tmp_path / "a.txt", TEXT)
    with pytest.raises(Unreadable, match="ingest the whole folder"):
        read(tmp_path)


def test_what_is_named_comes_even_if_it_is_missing_or_odd(tmp_path: Path) -> None:
    odd = write(tmp_path / "README.rst", TEXT)
    missing = tmp_path / "missing.txt"
    assert search([odd, missing, odd, str(missing)]).articles == (odd, missing)


def test_addresses_pass_through() -> None:
    assert list(search(["https://paper.example/a", "HTTP://paper.example/b"]).articles) == [
        "https://paper.example/a",
        "HTTP://paper.example/b",
    ]


def test_a_closed_folder_comes_so_that_reading_can_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "open" / "a.txt", TEXT)
    closed = tmp_path / "closed"
    closed.mkdir()
    scandir = os.scandir

    def guarded(path: str | Path) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert list(search([tmp_path]).articles) == [closed, tmp_path / "open" / "a.txt"]
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Unreadable, match="permission"):
        read(closed)
