from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from termkit.errors import InputError, UsageError
from termkit.read import Source, find_sources, read_source


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("正文。", encoding="utf-8")


def found(*paths: Path | str) -> list[str]:
    return [source.path for source in find_sources([str(path) for path in paths]) if isinstance(source, Source)]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.TXT", "a/z.txt", "a/b/c.text", "notes.md", ".hidden.txt", ".git/x.txt", "~$a.txt")
    names = [Path(path).relative_to(tmp_path).as_posix() for path in found(tmp_path)]
    assert names == ["a/b/c.text", "a/z.txt", "a.TXT", "b.txt", "notes.md"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    make(tmp_path, ".hidden", "report")
    assert found(tmp_path / "report", tmp_path / ".hidden") == [str(tmp_path / "report"), str(tmp_path / ".hidden")]


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    make(tmp_path, ".drafts/a.txt")
    assert found(tmp_path / ".drafts") == [str(tmp_path / ".drafts" / "a.txt")]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert found(tmp_path, tmp_path / "a.txt", tmp_path) == [str(tmp_path / "a.txt")]


def test_a_file_under_two_spellings_is_read_once_by_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "in/a.txt", "in/b.txt")
    with zipfile.ZipFile(tmp_path / "in" / "c.zip", "w") as archive:
        archive.writestr("a.txt", "正文。")
    (tmp_path / "in" / "link.txt").symlink_to("b.txt")
    monkeypatch.chdir(tmp_path)
    given = ["in/../in/a.txt", tmp_path / "in" / "a.txt", "./in", "in/c.zip", f"{tmp_path}/in/c.zip/a.txt", "-", "-"]
    assert found(*given) == ["in/../in/a.txt", "in/b.txt", "in/c.zip/a.txt", "-"]
    make(tmp_path, "-")
    assert found("-", "./-") == ["-", "./-"]


def test_bad_paths_do_not_stop_the_others(tmp_path: Path) -> None:
    make(tmp_path, "good.txt", "pictures/x.png")
    paths = [tmp_path / "none.txt", tmp_path / "good.txt", tmp_path / "pictures"]
    sources = list(find_sources([str(path) for path in paths]))
    assert [type(source) for source in sources] == [InputError, Source, InputError]
    assert str(sources[0]) == f"{tmp_path / 'none.txt'}: does not exist"
    assert "holds no document to read" in str(sources[2])


def test_a_name_that_is_too_long() -> None:
    (found,) = find_sources(["文" * 200])
    assert str(found).endswith("cannot be read: File name too long")


def test_no_path_at_all() -> None:
    with pytest.raises(UsageError, match="no input"):
        list(find_sources([]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO("联合国开发计划署".encode())

    monkeypatch.setattr(sys, "stdin", Input)
    (source,) = find_sources(["-"])
    assert isinstance(source, Source)
    document = read_source(source)
    assert (document.path, document.text) == ("-", "联合国开发计划署")


def test_a_file_that_goes_away_in_between(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_source(Source(str(tmp_path / "gone.txt")))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # sparse: takes no room
    with pytest.raises(InputError, match="is too large: 1,099,511,627,776 bytes"):
        read_source(Source(str(path)))
