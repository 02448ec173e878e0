"""`python -m nicereply_emulator`, and the entry point of the command."""

from ._cli import main

if __name__ == "__main__":
    main(prog_name="nicereply-emulator")
