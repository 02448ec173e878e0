"""Generated folders and files: compared with the tree, and written whole or not at all."""

from pathlib import Path

import pytest

from outputs import Output, differences, write

OLD = [Output.folder("generated/a", {"one.py": b"1", "sub/two.py": b"2"}), Output.file("docs/page.md", "old")]
NEW = [Output.folder("generated/a", {"one.py": b"1", "sub/three.py": b"3"}), Output.file("docs/page.md", "new")]


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_write_puts_everything_into_place_and_leaves_nothing_else(tmp_path: Path) -> None:
    assert write(tmp_path, OLD) == ["generated/a/one.py", "generated/a/sub/two.py", "docs/page.md"]
    assert write(tmp_path, NEW) == ["generated/a/sub/three.py", "generated/a/sub/two.py", "docs/page.md"]
    assert tree(tmp_path) == {"generated/a/one.py": b"1", "generated/a/sub/three.py": b"3", "docs/page.md": b"new"}


def test_write_leaves_alone_what_is_already_there(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    assert write(tmp_path, OLD) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == before


def test_differences_name_changed_missing_and_surplus_files(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    assert differences(tmp_path, OLD) == []
    (tmp_path / "generated/a/one.py").write_bytes(b"changed")
    (tmp_path / "generated/a/sub/two.py").unlink()
    (tmp_path / "generated/a/surplus.py").touch()
    (tmp_path / "docs/page.md").unlink()
    expected = ["generated/a/one.py", "generated/a/sub/two.py", "generated/a/surplus.py", "docs/page.md"]
    assert differences(tmp_path, OLD) == expected


def test_differences_pass_over_what_python_and_ruff_leave_behind(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    for name in ("generated/a/sub/__pycache__/two.pyc", "generated/a/.ruff_cache/x"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    assert differences(tmp_path, OLD) == []


@pytest.mark.parametrize("moves_that_succeed", range(4))
def test_a_write_that_fails_on_the_way_puts_back_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves_that_succeed: int
) -> None:
    write(tmp_path, OLD)
    before = tree(tmp_path)
    rename, moves = Path.rename, iter(range(100))

    def failing_rename(source: Path, target: Path) -> Path:
        if next(moves) == moves_that_succeed:
            raise OSError("disk full")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(OSError, match="disk full"):
        write(tmp_path, NEW)
    assert tree(tmp_path) == before


def test_a_first_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing_rename(source: Path, target: Path) -> Path:
        if target.name == "page.md":
            raise OSError("disk full")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(OSError, match="disk full"):
        write(tmp_path, OLD)
    assert tree(tmp_path) == {}
