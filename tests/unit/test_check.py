"""`make check`: what it must notice."""

import sys
from pathlib import Path

import pytest

import check
from addresses import ROOT, problems

FAILING = (sys.executable, "-c", "print('what is wrong'); raise SystemExit(1)")
PASSING = (sys.executable, "-c", "print('all is well')")
WARNING = (sys.executable, "-c", "print('You have 1 warning.')")


@pytest.mark.parametrize(
    ("checks", "status"),
    [
        ({"one": PASSING, "two": PASSING}, 0),
        ({"one": PASSING, "two": FAILING}, 1),
        ({"one": FAILING, "two": PASSING}, 1),
        ({"one": ("no-such-program-is-installed",)}, 1),
        ({"OpenAPI lint": WARNING}, 1),
        ({"OpenAPI lint": PASSING}, 0),
    ],
)
def test_one_check_that_fails_fails_all(
    monkeypatch: pytest.MonkeyPatch, checks: dict[str, tuple[str, ...]], status: int
) -> None:
    monkeypatch.setattr(check, "CHECKS", checks)
    assert check.main() == status


def test_the_output_of_a_failing_check_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "CHECKS", {"good": PASSING, "bad": FAILING})
    check.main()
    out = capsys.readouterr().out
    assert "--- bad\nwhat is wrong\n" in out
    assert "all is well" not in out
    assert [line.split()[0] for line in out.splitlines()[-2:]] == ["passed", "FAILED"]


# Put together here, since this file is itself held to the rule.
HOST = "https:" + "//files.example.org/"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (f"attrs @ {HOST}attrs-26.1.0-py3-none-any.whl", "a download address"),
        (f'"x": "{HOST}x/-/x-1.0.0.tgz"', "a download address"),
        ('"re' + 'solved": "x"', "an address in a lock file"),
        ("--extra-" + "index-url x", "the address of a package index"),
        (f"see {ROOT}/spec", "a path of this machine"),
        (f"see {Path.home()}/x", "a path of this machine"),
    ],
)
def test_addresses_and_paths_are_found_with_their_line(line: str, what: str) -> None:
    assert problems("file.txt", f"first\n{line}\n") == [f"file.txt:2: holds {what}: {line}"]


def test_names_versions_and_pages_are_no_addresses() -> None:
    text = f'attrs==26.1.0\n{HOST}docs/index.html\n"integrity": "sha512-x"\n/v1/teams\n'
    assert problems("file.txt", text) == []
