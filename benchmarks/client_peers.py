"""The client's peers: what decodes the same page of ratings into objects."""

import importlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any

import msgspec
import pydantic

STOCK_PACKAGE = "stock_nicereply"


@contextmanager
def stock_client() -> Generator[Path]:
    """openapi-python-client's own output for the document, in a folder from which it can be imported."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "config.yaml").write_text(f"package_name_override: {STOCK_PACKAGE}\n", encoding="utf-8")
        document = files("nicereply_spec") / "openapi.json"
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(document), "--meta", "none"]
        command += ["--config", str(work / "config.yaml"), "--output-path", str(work / STOCK_PACKAGE)]
        subprocess.run(command, cwd=work, check=True, capture_output=True)
        sys.path.insert(0, folder)
        try:
            yield work / STOCK_PACKAGE
        finally:
            sys.path.remove(folder)


def stock_decoder() -> Callable[[Any], Any]:
    """The stock client's decoder of a page, from the JSON document."""
    model = importlib.import_module(f"{STOCK_PACKAGE}.models.csat_rating_list").CsatRatingList
    decoder: Callable[[Any], Any] = model.from_dict
    return decoder


def pydantic_decoder() -> Callable[[bytes], Any]:
    """A page as pydantic models that keep unknown fields, as ours do."""

    class Base(pydantic.BaseModel):
        model_config = pydantic.ConfigDict(extra="allow")

    class Survey(Base):
        id: str
        metric: str | None = None
        type: str | None = None

    class Customer(Base):
        id: str

    class Ticket(Base):
        value: str
        link: str | None = None

    class User(Base):
        id: str
        username: str

    class Answer(Base):
        id: str
        score: int

    class Links(Base):
        self: str
        survey: str
        user: str | None = None
        customer: str | None = None

    class Rating(Base):
        id: str
        score: int
        from_: str | None = pydantic.Field(alias="from")
        ip_address: str | None
        comment: str | None
        created_at: datetime
        updated_at: datetime | None = None
        ticket: Ticket | None
        survey: Survey
        customer: Customer | None
        user: User | None = None
        status: str | None = None
        extra_questions: list[Answer] | None = None
        links: Links | None = pydantic.Field(default=None, alias="_links")

    class Page(Base):
        results: list[Rating] = pydantic.Field(alias="_results")
        pagination: dict[str, Any] = pydantic.Field(alias="_pagination")

    return Page.model_validate_json


Moment = Annotated[datetime, msgspec.Meta(tz=True)]


def msgspec_decoder() -> Callable[[bytes], Any]:
    """A page as msgspec structs. They keep no unknown fields."""
    survey: Any = msgspec.defstruct("Survey", [("id", str), ("metric", str | None, None), ("type", str | None, None)])
    customer: Any = msgspec.defstruct("Customer", [("id", str)])
    ticket: Any = msgspec.defstruct("Ticket", [("value", str), ("link", str | None, None)])
    user: Any = msgspec.defstruct("User", [("id", str), ("username", str)])
    answer: Any = msgspec.defstruct("Answer", [("id", str), ("score", int)])
    links: Any = msgspec.defstruct(
        "Links",
        [("self_", str), ("survey", str), ("user", str | None, None), ("customer", str | None, None)],
        rename={"self_": "self"},
    )
    rating: Any = msgspec.defstruct(
        "Rating",
        [
            ("id", str),
            ("score", int),
            ("from_", str | None),
            ("ip_address", str | None),
            ("comment", str | None),
            ("created_at", Moment),
            ("ticket", ticket | None),
            ("survey", survey),
            ("customer", customer | None),
            ("updated_at", Moment | None, None),
            ("user", user | None, None),
            ("status", str | None, None),
            ("extra_questions", GenericAlias(list, (answer,)) | None, None),
            ("links", links | None, None),
        ],
        rename={"from_": "from", "links": "_links"},
    )
    page: Any = msgspec.defstruct(
        "Page",
        [("results", GenericAlias(list, (rating,))), ("pagination", dict[str, Any])],
        rename={"results": "_results", "pagination": "_pagination"},
    )
    decode: Callable[[bytes], Any] = msgspec.json.Decoder(page).decode
    return decode
