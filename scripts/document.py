"""Reading YAML documents as JSON data, and writing JSON the one way this project writes it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Never, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
JsonObject: TypeAlias = dict[str, Json]


class DocumentError(Exception):
    """A document is not what it should be; the message names the document, the place and what would have been right."""


def _reader() -> Any:  # Any, since ruamel.yaml is not typed
    """A reader of YAML's safe types without timestamps, which JSON does not have: they stay the text that they are."""

    class JsonConstructor(SafeConstructor):
        pass

    def as_text(constructor: Any, node: Any) -> str:
        return str(constructor.construct_scalar(node))

    constructor: Any = JsonConstructor
    constructor.add_constructor("tag:yaml.org,2002:timestamp", as_text)
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Constructor = JsonConstructor
    return yaml


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is no JSON")


def load_object(path: Path) -> JsonObject:
    """Read a YAML 1.2 (or JSON) file whose root is an object.

    Keys become strings (`200:` is `"200":`), aliases become copies, duplicate keys are refused.
    Raises DocumentError when the file cannot be read as such.
    """
    try:
        with path.open(encoding="utf-8") as file:
            loaded: Any = _reader().load(file)
        # The round trip parts what aliases share, so that no later change is seen in two places.
        data: Json = json.loads(json.dumps(loaded, allow_nan=False), parse_constant=_refuse_constant)
    except (OSError, UnicodeDecodeError, YAMLError, TypeError, ValueError) as error:
        raise DocumentError(f"{path}: cannot be read as YAML with JSON's types: {error}") from error
    if not isinstance(data, dict):
        raise DocumentError(f"{path}: the root is {type(data).__name__}, it must be an object")
    return data


def dump(document: Json) -> str:
    """JSON text in the order of the source: indent of two, no escapes beyond JSON's own, a newline at the end."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def pointer(*parts: str | int) -> str:
    """The JSON Pointer (RFC 6901) to the place that the parts lead to."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def lookup(document: Json, parts: Sequence[str | int]) -> Json:
    """The value that the parts lead to. Raises DocumentError when there is none."""
    value = document
    for part in parts:
        if isinstance(value, dict) and isinstance(part, str) and part in value:
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            raise DocumentError(f"{pointer(*parts)}: there is no such place")
    return value
