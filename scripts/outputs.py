"""What generation makes: folders and files in memory, compared with the tree and put into it whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class Output:
    """A generated folder (`files` by their path inside it) or a generated file (`files` has one entry, `""`)."""

    path: PurePosixPath
    files: dict[str, bytes]

    @classmethod
    def file(cls, path: str, text: str) -> "Output":
        return cls(PurePosixPath(path), {"": text.encode()})

    @classmethod
    def folder(cls, path: str, files: dict[str, bytes]) -> "Output":
        return cls(PurePosixPath(path), dict(sorted(files.items())))


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files in a folder by their POSIX path inside it, without what Python and ruff leave there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"__pycache__", ".ruff_cache"} & set(path.relative_to(folder).parts)
    }


def differences(root: Path, outputs: Iterable[Output]) -> list[str]:
    """The paths, relative to the root, whose content is not what it should be; missing and surplus files included."""
    different: list[str] = []
    for output in outputs:
        present = _present(root / output.path)
        names = sorted(present.keys() | output.files.keys())
        different += [str(output.path / name) for name in names if present.get(name) != output.files.get(name)]
    return different


def _present(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return read_folder(path)
    return {"": path.read_bytes()} if path.is_file() else {}


def write(root: Path, outputs: Iterable[Output]) -> list[str]:
    """Put the outputs into the tree and return the paths that changed; outputs that are already there stay untouched.

    Everything is written beside the tree first and then moved. When anything fails, what was there is put back.
    """
    changed = [output for output in outputs if differences(root, [output])]
    paths = differences(root, changed)
    build = root / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build, prefix="write-") as temporary:
        fresh, stale = Path(temporary, "fresh"), Path(temporary, "stale")
        for output in changed:
            _write_one(fresh / output.path, output)
        _swap_all(root, [output.path for output in changed], fresh, stale)
    return paths


def _write_one(path: Path, output: Output) -> None:
    for name, content in output.files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _swap_all(root: Path, paths: list[PurePosixPath], fresh: Path, stale: Path) -> None:
    begun: list[PurePosixPath] = []
    try:
        for path in paths:
            begun.append(path)
            _move(root / path, stale / path)
            _move(fresh / path, root / path)
    except BaseException:
        for path in begun:
            # Only what was moved away, or was never there, is put back.
            if (stale / path).exists() or not (fresh / path).exists():
                _delete(root / path)
                _move(stale / path, root / path)
        raise


def _move(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
