"""The public surface, names and signatures, is written down in `public_surface.txt`; semantic versioning is about it.

`UPDATE_PUBLIC_SURFACE=1 pytest tests/client/test_public_surface.py` writes it anew.
"""

import inspect
import os
import types
import typing
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

import nicereply
from nicereply.api import METHODS, RESOURCES

WRITTEN = Path(__file__).with_name("public_surface.txt")

# What users make themselves; all else they get from these, and models.
CLIENTS = (nicereply.Client, nicereply.AsyncClient)

# Aliases are shown by their names: what they stand for is on a line of its own.
ALIASES = {
    getattr(nicereply, name): name
    for name in nicereply.__all__
    if typing.get_origin(getattr(nicereply, name)) is typing.Literal
}


def shown(annotation: Any) -> str:
    """An annotation as it is written in the source, on every version of Python."""
    if isinstance(annotation, str):
        return annotation
    if annotation in ALIASES:
        return ALIASES[annotation]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(map(shown, arguments))
    if arguments:
        return f"{shown(origin)}[{', '.join(map(shown, arguments))}]"
    if annotation is type(None):
        return "None"
    return str(getattr(annotation, "__name__", annotation))


def signature(function: Any) -> str:
    found = inspect.signature(function)
    parts: list[str] = []
    keyword_only = False
    for parameter in found.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            parts.append("*")
            keyword_only = True
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        parts.append(f"{parameter.name}: {shown(parameter.annotation)}{default}")
    return f"({', '.join(parts)}) -> {shown(found.return_annotation)}"


def members(cls: type) -> Iterator[str]:
    if issubclass(cls, Enum):
        yield from cls.__members__
    elif attrs.has(cls):
        yield from (field_line(field) for field in attrs.fields(cls) if field.init)
        yield from methods(cls)
    else:
        yield from attributes(cls)
        yield from methods(cls)


def field_line(field: "attrs.Attribute[Any]") -> str:
    default = "" if field.default is attrs.NOTHING else f" = {field.default!r}"
    return f"{field.name}: {shown(field.type)}{default}"


def attributes(cls: type) -> Iterator[str]:
    """The annotated attributes of a class and its bases, and its properties."""
    for base in cls.__mro__[::-1]:
        for name, annotation in inspect.get_annotations(base).items():
            if not name.startswith("_"):
                yield f"{name}: {shown(annotation)}"
    for name, member in inspect.getmembers_static(cls):
        getter = getattr(member, "fget", None) or getattr(member, "func", None)  # a property, or a cached one
        if getter and not name.startswith("_"):
            yield f"{name}: {shown(inspect.signature(getter).return_annotation)}"


def methods(cls: type) -> Iterator[str]:
    named = {"__len__", "__next__", "__anext__"} | ({"__init__"} if issubclass(cls, CLIENTS) else set[str]())
    for name, member in inspect.getmembers_static(cls):
        function = getattr(member, "__func__", member)
        if not inspect.isfunction(function) or (name.startswith("_") and name not in named):
            continue
        is_async = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
        kind = "classmethod " if isinstance(member, classmethod) else "async " if is_async else ""
        yield f"{kind}{name}{signature(getattr(cls, name))}"


def block(title: str, cls: type) -> list[str]:
    bases = ", ".join(base.__name__ for base in cls.__bases__ if base is not object)
    return [f"class {title}({bases})" if bases else f"class {title}", *(f"    {line}" for line in members(cls)), ""]


def surface() -> str:
    lines: list[str] = []
    for name in nicereply.__all__:
        value = getattr(nicereply, name)
        if inspect.isclass(value):
            lines += block(f"nicereply.{name}", value)
        elif inspect.isfunction(value):
            lines += [f"nicereply.{name}{signature(value)}", ""]
        elif value in ALIASES:
            values = ", ".join(map(repr, typing.get_args(value)))
            lines += [f"nicereply.{name} = Literal[{values}]", ""]
        elif name == "__version__":
            lines += [f"nicereply.{name}: {type(value).__name__}", ""]
        else:
            lines += [f"nicereply.{name}: {type(value).__name__} = {value!r}", ""]
    for resource in RESOURCES:
        module = import_module(f"nicereply.api.{resource}")
        for name in sorted(name for name in vars(module) if name.endswith("Resource")):
            lines += block(f"{module.__name__}.{name}", getattr(module, name))
    for resource in RESOURCES:
        package = import_module(f"nicereply.api.{resource}")
        for name, module in sorted(inspect.getmembers(package, inspect.ismodule)):
            for function in ("build_call", "sync_detailed", "asyncio_detailed"):
                lines.append(f"nicereply.api.{resource}.{name}.{function}{signature(getattr(module, function))}")
            lines.append("")
    return "\n".join(lines)


def test_the_surface_is_the_one_that_is_written_down() -> None:
    found = surface()
    if os.environ.get("UPDATE_PUBLIC_SURFACE"):
        WRITTEN.write_text(found, encoding="utf-8")
    assert found.splitlines() == WRITTEN.read_text(encoding="utf-8").splitlines()


def test_every_operation_is_in_it() -> None:
    text = WRITTEN.read_text(encoding="utf-8")
    for name in ("sync_detailed", "asyncio_detailed"):
        assert text.count(f".{name}(") == len(METHODS) == 49
    for method in METHODS.values():
        assert text.count(f" {method.partition('.')[2]}(") >= 2  # both clients


def test_public_names_say_that_they_are_public() -> None:
    for name in nicereply.__all__:
        value = getattr(nicereply, name)
        if inspect.isclass(value):
            assert value.__module__ == "nicereply", name
            assert value.__doc__, name
    assert set(nicereply.__all__) <= set(dir(nicereply))
