"""Docstrings say all there is to say of a method, and their examples run."""

import ast
import inspect
import re
import textwrap
from importlib import import_module
from typing import Any

import pytest

import nicereply
from nicereply.api import METHODS, RESOURCES


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
