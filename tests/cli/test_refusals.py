"""What `nicereply` says when it cannot begin."""

import sys

import pytest
from click.testing import CliRunner

from nicereply_cli import __main__
from nicereply_cli.commands import cli


@pytest.mark.parametrize(
    ("key", "base_url", "text"),
    [
        ("", "https://example.com/v1", "no API key: set the environment variable NICEREPLY_API_KEY"),
        (
            "key",
            "http://example.com/v1",
            "NICEREPLY_BASE_URL 'http://example.com/v1' would send the API key unencrypted; use https",
        ),
        (
            "key",
            "https://a:b@example.com/v1",
            "NICEREPLY_BASE_URL must hold no credentials; set NICEREPLY_API_KEY",
        ),
    ],
)
def test_it_advises_nothing_that_only_programs_can_do(key: str, base_url: str, text: str) -> None:
    environment = {"NICEREPLY_API_KEY": key, "NICEREPLY_BASE_URL": base_url}
    result = CliRunner().invoke(cli, ["report"], env=environment)
    assert result.exit_code == 1
    assert result.output == f"Error: {text}\n"


def test_an_interrupt_while_modules_load_ends_it_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "nicereply_cli.commands":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "nicereply_cli.commands")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130
