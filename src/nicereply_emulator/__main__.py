"""`python -m nicereply_emulator`, and the entry point of the command."""

import sys


def main() -> None:
    """Run the command, or say what to install when the emulator's extra is missing."""
    try:
        from ._cli import main as command
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("nicereply"):
            raise
        sys.exit(f"The emulator needs {error.name}, which is not installed: pip install 'nicereply[emulator]'")
    command(prog_name="nicereply-emulator")


if __name__ == "__main__":
    main()
