"""Say which tracked files hold a download address or a path of this machine: names and exact versions are enough."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FORBIDDEN = {
    "a download address": re.compile(r"https?://[^\s\"'<>)]+\.(?:whl|tgz|tar\.gz|zip)\b"),
    "an address in a lock file": re.compile(r"\"resolved\":"),
    "the address of a package index": re.compile(r"--(?:(?:extra-)?index-url|find-links|registry)\b"),
    "a path of this machine": re.compile("|".join(re.escape(f"{path}/") for path in (ROOT, Path.home()) if path.name)),
}


def problems(name: str, text: str) -> list[str]:
    """What must not be in the text, one line each."""
    lines = enumerate(text.splitlines(), start=1)
    return [
        f"{name}:{number}: holds {what}: {line.strip()[:120]}"
        for number, line in lines
        for what, pattern in _FORBIDDEN.items()
        if pattern.search(line)
    ]


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    texts = {path: path.read_bytes() for path in paths if path.is_file()}
    found = [
        problem
        for path, content in texts.items()
        if b"\0" not in content
        for problem in problems(path.relative_to(ROOT).as_posix(), content.decode(errors="replace"))
    ]
    print("\n".join(found) or f"{len(texts)} tracked files hold no download address and no path of this machine")
    return 1 if found or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
