"""Every documented example of an answer is read, and given back as it was."""

import copy
import json
import re
from importlib import import_module
from typing import Any

import pytest

import nicereply
import nicereply_spec

DOCUMENT: dict[str, Any] = nicereply_spec.load()


def examples() -> list[Any]:
    found: list[Any] = []
    for methods in DOCUMENT["paths"].values():
        for operation in methods.values():
            success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
            for name, example in success["content"]["application/json"]["examples"].items():
                value = DOCUMENT["components"]["examples"][example["$ref"].rpartition("/")[2]]["value"]
                identifier = operation["operationId"]
                found.append(pytest.param(operation["tags"][0], identifier, value, id=f"{identifier}-{name}"))
    return found


@pytest.mark.parametrize(("tag", "operation_id", "document"), examples())
def test_an_example_is_given_back_as_it_was(tag: str, operation_id: str, document: dict[str, Any]) -> None:
    module = import_module(f"nicereply.api.{tag}.{re.sub(r'(?<=[a-z])(?=[A-Z])', '_', operation_id).lower()}")
    before = copy.deepcopy(document["_results"])
    result = module.OPERATION.read(json.dumps(document).encode(), lambda error: error)
    if isinstance(result, nicereply.Page):
        assert repr([item.to_dict() for item in result.items]) == repr(before)
        assert result.total == document["_pagination"]["total"]
        assert len(result) == document["_pagination"]["count"]
    else:
        assert repr(result.to_dict()) == repr(before)


def test_there_is_an_example_of_each_operation() -> None:
    operations = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert {parameters.values[1] for parameters in examples()} == {each["operationId"] for each in operations}
