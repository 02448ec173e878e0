"""The catalogue: importing it enters every operator."""

from importlib import import_module
from pathlib import Path

from ..mutant import OPERATORS

for _file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{_file.stem}")

__all__ = ["OPERATORS"]
