"""The table of behaviours is in order, and each of its tests is there."""

import re
from pathlib import Path
from typing import get_args

from nicereply_emulator.behaviours import BEHAVIOURS, Behaviour, Label

HERE = Path(__file__).parent


def exists(test: str) -> bool:
    file, _, function = test.partition("::")
    path = HERE / file
    return (
        path.is_file() and re.search(rf"^def {function}\(", path.read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


def test_every_behaviour_has_a_test_that_is_there() -> None:
    assert not [behaviour.test for behaviour in BEHAVIOURS if not exists(behaviour.test)]
    assert not exists("test_judgement.py::test_that_is_not_there")


def test_ids_and_labels_are_in_order() -> None:
    ids = [behaviour.id for behaviour in BEHAVIOURS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id_) for id_ in ids)
    assert {behaviour.label for behaviour in BEHAVIOURS} == set(get_args(Label))
    assert all(behaviour.does.strip() and behaviour.reason.strip() for behaviour in BEHAVIOURS)


def test_nothing_is_said_to_be_validated_live() -> None:
    assert not any(behaviour.validated_live for behaviour in BEHAVIOURS)
    assert Behaviour("x", "x", "assumed", "x", "x").validated_live is False
