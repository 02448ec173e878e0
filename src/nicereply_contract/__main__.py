"""Entry point of the `nicereply-contract` command; says what to install where its extra is missing."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; exit status 2 where the extra `contract` is not installed."""
    try:
        import hypothesis as _hypothesis
        import schemathesis as _schemathesis

        del _hypothesis, _schemathesis
    except ModuleNotFoundError as missing:
        sys.stderr.write(
            f"nicereply-contract: this command needs {missing.name}, which is not installed: "
            "pip install 'nicereply[contract]'\n"
        )
        raise SystemExit(2) from None
    from nicereply_contract.command import command

    raise SystemExit(command())


if __name__ == "__main__":
    main()
