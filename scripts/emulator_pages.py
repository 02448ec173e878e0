"""Write the emulator's pages under docs/ that are made from its code: controls, behaviours, the form of its data."""

import json
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from nicereply_emulator import Emulator
from nicereply_emulator._service import CONTROLS
from nicereply_emulator.behaviours import BEHAVIOURS, Behaviour
from nicereply_emulator.controls.endpoints import Endpoint
from nicereply_emulator.controls.fault_settings import KINDS, SCHEMA

ROOT = Path(__file__).parent.parent
TEMPLATE = Path(__file__).parent / "templates" / "emulator-controls.md"

_MADE = "<!-- Made by scripts/emulator_pages.py: edit {source} there. -->\n"

_BEHAVIOURS_HEAD = """\
# What the emulator does beyond the letter of the documentation

The vendor's documentation says much, and leaves much unsaid. Each line here is one thing that the emulator does where
the documentation's words alone do not settle it.

- **documented**: the documentation says or shows it, if you read it whole.
- **inferred**: it follows from an example, or from the framework whose wording and envelopes the examples show.
- **assumed**: nothing is said; something had to be chosen, and this is what and why.

No live account was at hand: of {number} behaviours, **{live} validated live**. The last column is there for whoever has
one. Each line names the test under `tests/emulator/` that pins it.
"""


def pages() -> dict[str, str]:
    """The text of each page, by its path in the repository."""
    with closing(Emulator(data="empty")) as emulator:
        return {
            "docs/emulator-controls.md": _controls(emulator.controls.table),
            "docs/emulator-behaviours.md": _behaviours(),
            "docs/emulator-data.schema.json": json.dumps(emulator.data.schema, indent=2, ensure_ascii=False) + "\n",
        }


def _controls(table: tuple[Endpoint, ...]) -> str:
    text = TEMPLATE.read_text(encoding="utf-8")
    rows = [
        f"| `{endpoint.method} {CONTROLS}{endpoint.path}` | {_cell(endpoint.does)} | {_code(endpoint.python)} |"
        for endpoint in table
    ]
    parts = {"calls": _table(("over HTTP", "does", "in Python"), rows), "faults": _faults()}
    for endpoint in table:
        if endpoint.settings is not None and endpoint.path not in ("/data", "/faults"):
            parts[f"{endpoint.method} {endpoint.path}"] = _settings(endpoint.settings)
    rule = {name: one for name, one in SCHEMA["properties"].items() if name in _RULE}
    parts["rule"] = _settings({"properties": rule, "required": ["fault"]})
    own = {name: one for name, one in SCHEMA["properties"].items() if name not in _RULE}
    parts["fault settings"] = _settings({"properties": own, "required": []})
    for name, part in parts.items():
        mark = f"<!-- {name} -->"
        if text.count(mark) != 1:
            raise ValueError(f"{TEMPLATE.name}: expected {mark} once, and found it {text.count(mark)} times")
        text = text.replace(mark, part)
    return _MADE.format(source="the words in scripts/templates/, the tables in the code") + text


_RULE = ("fault", "operation", "tag", "path", "nth", "every", "first", "probability", "seed", "times")


def _faults() -> str:
    rows: list[str] = []
    for name, kind in KINDS.items():
        own = [f"**`{one}`**" for one in kind.needs] + [f"`{one}`" for one in kind.takes]
        rows.append(f"| `{name}` | {_cell(kind.does)} | {', '.join(own)} |")
    return _table(("fault", "does", "settings of its own (bold: needed)"), rows)


def _settings(schema: Mapping[str, Any]) -> str:
    required = schema.get("required", [])
    rows = [
        f"| `{name}`{' (needed)' if name in required else ''} | {_cell(one['description'])} |"
        for name, one in schema["properties"].items()
    ]
    return _table(("setting", "meaning"), rows)


def _behaviours() -> str:
    live = sum(behaviour.validated_live for behaviour in BEHAVIOURS)
    head = _BEHAVIOURS_HEAD.format(number=len(BEHAVIOURS), live=live)
    rows = [_behaviour(behaviour) for behaviour in BEHAVIOURS]
    table = _table(("behaviour", "what it does", "label", "reason", "test", "validated live"), rows)
    return f"{_MADE.format(source='src/nicereply_emulator/behaviours/')}{head}\n{table}\n"


def _behaviour(behaviour: Behaviour) -> str:
    cells = (
        f'<a id="{behaviour.id}"></a>{behaviour.id}',
        _cell(behaviour.does),
        behaviour.label,
        _cell(behaviour.reason),
        f"`{behaviour.test}`",
        "yes" if behaviour.validated_live else "no",
    )
    return f"| {' | '.join(cells)} |"


def _table(titles: tuple[str, ...], rows: list[str]) -> str:
    return "\n".join([f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}", *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def main() -> None:
    for path, text in pages().items():
        (ROOT / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
