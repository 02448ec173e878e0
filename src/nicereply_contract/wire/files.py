"""Reading the files of ``spec/conformance/``, which also go into the wheel."""

from functools import cache
from pathlib import Path

import yaml

from .cases import CaseFileError, Json, JsonObject

_PACKAGED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parents[3] / "spec" / "conformance"


class _JsonLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML's safe types without dates, which JSON does not have: they stay the text that they are."""


_JsonLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def directory() -> Path:
    """Where the cases are: in the package when it was installed from a wheel, else in the checkout."""
    for place in (_PACKAGED, _CHECKOUT):
        if (place / "operations.yaml").is_file():
            return place
    raise CaseFileError(f"no wire cases: neither {_PACKAGED} nor {_CHECKOUT} has an operations.yaml")


def _read(path: Path) -> Json:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_JsonLoader)  # noqa: S506 -- a safe loader


@cache
def operations() -> dict[str, JsonObject]:
    """The least call of each operation, by its id."""
    loaded: dict[str, JsonObject] = _read(directory() / "operations.yaml")
    return loaded


@cache
def case_files() -> dict[str, JsonObject]:
    """The files of cases by their names, in alphabetical order."""
    files: dict[str, JsonObject] = {path.name: _read(path) for path in sorted((directory() / "cases").glob("*.yaml"))}
    if not files:
        raise CaseFileError(f"no wire cases in {directory() / 'cases'}")
    return files
