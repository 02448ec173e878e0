"""What every model can do, found by reflection."""

import copy
import json
import pickle
import weakref
from typing import Any

import attrs
import pytest

import nicereply
from nicereply_runtime.models import Input, Model

from .test_documented_examples import examples
from .test_generated_documents import read

PRIVATE = {"email", "ip_address", "comment", "from_"}

CLASSES = [cls for name in nicereply.__all__ if isinstance(cls := getattr(nicereply, name), type) and attrs.has(cls)]
READ = [cls for cls in CLASSES if issubclass(cls, Model)]
SENT = [cls for cls in CLASSES if issubclass(cls, Input)]


def named(cls: type) -> str:
    return cls.__name__


def found_in(item: Any) -> list[Any]:
    """A model and all models inside of it."""
    if isinstance(item, list):
        return [model for part in item for model in found_in(part)]
    if not isinstance(item, Model):
        return []
    return [item, *(model for field in attrs.fields(type(item)) for model in found_in(getattr(item, field.name)))]


@pytest.fixture(scope="module")
def samples() -> dict[type, list[Any]]:
    """Models of each class out of the documented examples."""
    made: dict[type, list[Any]] = {}
    for parameters in examples():
        _, operation_id, document = parameters.values
        for item in read(operation_id, json.dumps(document).encode()):
            for model in found_in(item):
                made.setdefault(type(model), []).append(model)
    return made


def test_there_are_models_of_both_kinds() -> None:
    assert len(READ) + len(SENT) == len(CLASSES)
    assert len(READ) > 20
    assert len(SENT) > 5


@pytest.mark.parametrize("cls", CLASSES, ids=named)
def test_a_model_is_a_slotted_mutable_unhashable_class_with_documented_fields(cls: Any) -> None:
    assert "__dict__" not in dir(cls)
    assert cls.__hash__ is None
    assert not cls.__setattr__.__qualname__.startswith("_frozen")
    for field in attrs.fields(cls):
        if field.init:
            assert f"    {field.name}: " in cls.__doc__


@pytest.mark.parametrize("cls", READ, ids=named)
def test_a_model_is_found_in_an_example_and_is_given_back(cls: Any, samples: dict[type, list[Any]]) -> None:
    for model in samples[cls]:
        again = cls.from_dict(model.to_dict())
        assert again == model
        assert again.to_dict() == model.to_dict()


@pytest.mark.parametrize("cls", READ, ids=named)
def test_a_model_survives_pickling_and_copying(cls: Any, samples: dict[type, list[Any]]) -> None:
    for model in samples[cls]:
        for again in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model), copy.copy(model)):  # noqa: S301
            assert type(again) is cls
            assert again == model
            assert again.to_dict() == model.to_dict()
        assert weakref.ref(model)() is model


@pytest.mark.parametrize("cls", READ, ids=named)
def test_a_model_that_is_read_takes_nothing_for_null(cls: Any) -> None:
    for row in ({}, {key: None for keys in cls.wire_names.values() for key in keys}):
        model = cls.from_dict(row)
        assert all(getattr(model, name) is None for name in cls.wire_names)
        assert model.to_dict() == row


@pytest.mark.parametrize("cls", CLASSES, ids=named)
def test_a_printed_model_names_its_fields_but_those_that_tell_who_somebody_is(cls: Any) -> None:
    values = {field.name: f"<{field.name}>" for field in attrs.fields(cls) if field.init}
    text = repr(cls(**values))
    assert text.startswith(f"{cls.__name__}(")
    for name in values:
        assert (f"<{name}>" in text) is (name not in PRIVATE and (cls.__name__, name) != ("Customer", "name"))


@pytest.mark.parametrize("cls", CLASSES, ids=named)
def test_models_are_equal_by_their_fields(cls: Any) -> None:
    values = {field.name: f"<{field.name}>" for field in attrs.fields(cls) if field.init}
    assert cls(**values) == cls(**values)
    for name in values:
        other = cls(**values)
        setattr(other, name, "another")
        assert other != cls(**values)
    with pytest.raises(TypeError, match="unhashable"):
        hash(cls(**values))
