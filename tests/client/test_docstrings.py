"""Docstrings say all there is to say of a method, and their examples run."""

import ast
import inspect
import re
import textwrap
from importlib import import_module
from typing import Any

import pytest

import nicereply
import nicereply_spec
from nicereply.api import METHODS, RESOURCES

SPEC = nicereply_spec.load()
SCHEMAS = SPEC["components"]["schemas"]


def methods(prefix: str) -> list[Any]:
    """The methods of all resources, in the order of the operations."""
    classes = {
        name: getattr(import_module(f"nicereply.api.{name}"), f"{prefix}{name.title()}Resource") for name in RESOURCES
    }
    found: list[Any] = []
    for method in METHODS.values():
        resource, _, name = method.partition(".")
        found.append(pytest.param(getattr(classes[resource], name), id=f"{prefix}{method}"))
    return found


def by_id(prefix: str) -> dict[str, Any]:
    return dict(zip(METHODS, (each.values[0] for each in methods(prefix)), strict=True))


def is_of(operation: Any, operation_id: str) -> bool:
    return isinstance(operation, dict) and operation.get("operationId") == operation_id


def parameter(value: Any) -> Any:
    return SPEC["components"]["parameters"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value


def documentation(method: Any) -> str:
    text = inspect.getdoc(method)
    assert text
    return text


def example(method: Any) -> str:
    _, _, text = documentation(method).partition("Example::\n")
    return textwrap.dedent(text).strip()


@pytest.mark.parametrize("method", methods("") + methods("Async"))
def test_a_docstring_names_every_argument_what_comes_back_and_what_is_raised(method: Any) -> None:
    text = documentation(method)
    arguments = [name for name in inspect.signature(method).parameters if name != "self"]
    described = re.search(r"^Args:\n((?: {4}.*\n|\n)+?)(?=^\S)", text, re.MULTILINE)
    named = re.findall(r"^ {4}(\w+): \S", described[1], re.MULTILINE) if described else []
    assert named == arguments
    for section in ("Returns:\n    ", "Raises:\n    ", "Example::\n"):
        assert text.count(f"\n{section}") == 1, section
    assert "AuthenticationError: 401" in text


def limits(schema: Any) -> set[str]:
    """What a docstring must say of an argument, by its schema in the document."""
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    said = {"A UUID"} if schema.get("format") == "uuid" else set()
    if {"minimum", "maximum"} <= schema.keys():
        said.add(f"rom {schema['minimum']} to {schema['maximum']}")
    if schema.get("format") == "date-time":
        said.add("An aware datetime, or a text such as 2017-10-24T13:37:00+02:00")
    if schema.get("minLength"):
        said.add("Not empty")
    return said | ({"`None` sends null"} if "null" in schema.get("type", ()) else set())


@pytest.mark.parametrize("operation_id", METHODS)
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_a_docstring_tells_format_and_limits_of_each_argument(operation_id: str, prefix: str) -> None:
    (operation,) = (each for path in SPEC["paths"].values() for each in path.values() if is_of(each, operation_id))
    found = {each["name"]: each["schema"] for each in map(parameter, operation.get("parameters", []))}
    query = {name: limits(schema) for name, schema in found.items()}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    fields = SCHEMAS[body["$ref"].rpartition("/")[2]]["properties"] if body else {}
    text = re.sub(r"\s+", " ", documentation(by_id(prefix)[operation_id]))
    for name, said in {**query, **{name: limits(schema) for name, schema in fields.items()}}.items():
        described = re.search(rf" {name}_?: (.*?)(?= \w+: [A-Z]| Returns:)", text)
        assert described, name
        for words in said - ({"A UUID"} if name == "id" else set()):
            assert words in described[1], (name, words)
        assert name != "id" or "a UUID" in described[1]


@pytest.mark.parametrize("method", methods(""))
def test_an_example_runs(method: Any, client: nicereply.Client, capsys: pytest.CaptureFixture[str]) -> None:
    code = example(method)
    assert f"client.{method.__module__.rpartition('.')[2]}.{method.__name__}(" in code
    exec(compile(code, "example", "exec"), {"client": client, "nicereply": nicereply})  # noqa: S102 - it is ours
    assert method.__name__.startswith(("create", "list_users")) or capsys.readouterr().out


@pytest.mark.parametrize("method", methods("Async"))
def test_an_asynchronous_example_runs(method: Any, async_client: nicereply.AsyncClient, runner: Any) -> None:
    code = example(method)
    program = compile(code, "example", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    coroutine = eval(program, {"client": async_client, "nicereply": nicereply})  # noqa: S307 - it is ours
    runner.run(coroutine)
