"""The document under test."""

from __future__ import annotations

import pytest

from .document import Document, load


@pytest.fixture(scope="session")
def document() -> Document:
    """The hand-written document. Tests only read it."""
    return Document(load())
