"""Reading YAML as JSON data."""

from pathlib import Path

import pytest

from document import DocumentError, dump, load_object, pointer


def load(tmp_path: Path, text: str) -> object:
    path = tmp_path / "document.yaml"
    path.write_text(text, encoding="utf-8")
    return load_object(path)


def test_yaml_is_read_with_the_types_of_json(tmp_path: Path) -> None:
    text = "at: 2024-01-31T12:00:00+02:00\nday: 2024-01-31\nno: no\n200: ok\nnothing: ~\nten: 10\nhalf: 0.5\n"
    assert load(tmp_path, text) == {
        "at": "2024-01-31T12:00:00+02:00",
        "day": "2024-01-31",
        "no": "no",
        "200": "ok",
        "nothing": None,
        "ten": 10,
        "half": 0.5,
    }


def test_what_an_alias_repeats_is_a_copy(tmp_path: Path) -> None:
    loaded = load(tmp_path, "one: &a {x: []}\ntwo: *a\n")
    assert isinstance(loaded, dict)
    loaded["one"]["x"].append(1)
    assert loaded["two"] == {"x": []}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "duplicate key"),
        ("a: [1\n", "cannot be read"),
        ("a: .nan\n", "not JSON compliant"),
        ("a: !!set {x}\n", "cannot be read"),
        ("- a\n", "the root is list, it must be an object"),
    ],
)
def test_what_is_no_json_is_refused_by_the_files_name(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "document.yaml"))


def test_dump_keeps_order_and_characters() -> None:
    assert dump({"b": "Žluťoučký", "a": [1]}) == '{\n  "b": "Žluťoučký",\n  "a": [\n    1\n  ]\n}\n'


def test_pointer_escapes_slash_and_tilde() -> None:
    assert pointer("paths", "/a~b", 0) == "/paths/~1a~0b/0"
