"""Entry point of the `nicereply` command; says what to install where its extra is missing."""

import sys


def main() -> None:
    """Run the command; exit status 2 where the extra `cli` is not installed, 130 where Ctrl-C ends it early."""
    try:
        _run()
    except KeyboardInterrupt:  # before click takes care of it
        raise SystemExit(130) from None


def _run() -> None:
    try:
        import click as _click
        import rich as _rich

        del _click, _rich
    except ModuleNotFoundError as missing:
        print(
            f"nicereply: this command needs {missing.name}, which is not installed: pip install 'nicereply[cli]'",
            file=sys.stderr,
        )
        raise SystemExit(2) from None
    from nicereply_cli.commands import cli

    cli()


if __name__ == "__main__":
    main()
