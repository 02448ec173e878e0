"""The pages for people: `/` says what this is, `/docs` is the documentation in which every operation can be tried.

Nothing on them comes from another host. swagger-ui's own files are not ours to carry: they come with a package that the
emulator's extra brings, and a browser runs them only when they have the checksums written here.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from ._http import JSON, Request, Response, error_body

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import Distribution

    from ._document import Json

SWAGGER_UI_PACKAGE = "swagger-ui-bundle-v2"
SWAGGER_UI_VERSION = "5.31.0"
SWAGGER_UI_FOLDER = f"swagger_ui_bundle/vendor/swagger-ui-{SWAGGER_UI_VERSION}"

# Of the files as swagger-ui's authors published them (swagger-ui-dist of the same version).
INTEGRITY = {
    "swagger-ui-bundle.js": "sha256-k7ewhiqA4nhvhbVgvnaTwjRDVP+n5+Ik+FClQ0lyTDE=",
    "swagger-ui.css": "sha256-nldvgyITLHaUnaR/m7U8iRNzwwPqOnYf9Uj/yd5QqYw=",
}

_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_SCRIPT = "text/javascript; charset=utf-8"
_STYLE = "text/css; charset=utf-8"

_HOW_TO_INSTALL = "install it with: pip install 'nicereply[emulator]'"

_METHODS = ("GET", "HEAD")

_HEADERS = (
    # Styles: swagger-ui sets style attributes. Images: its icons are data URLs. All else comes from here or not at all.
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("cache-control", "no-cache"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
)


class _MissingError(Exception):
    """swagger-ui's files are not installed, or not those of the pinned version."""


@dataclass(frozen=True, slots=True)
class _Page:
    content_type: str
    read: Callable[[Request], bytes]


class Site:
    """Everything outside the API and the controls. `document` is the strict document, `base_path` begins its paths."""

    def __init__(self, document: Json, base_path: str) -> None:
        self._document = document
        self._base_path = base_path
        self._pages = {
            "/": _Page(_HTML, self._home),
            "/docs": _Page(_HTML, _docs),
            "/docs/openapi.json": _Page(JSON, self._openapi),
            "/docs/start.js": _Page(_SCRIPT, lambda _: _own("start.js")),
            "/docs/site.css": _Page(_STYLE, lambda _: _own("site.css")),
            "/docs/licence.txt": _Page(_TEXT, _licence),
            "/docs/swagger-ui-bundle.js": _Page(_SCRIPT, lambda _: _swagger_ui("swagger-ui-bundle.js")),
            "/docs/swagger-ui.css": _Page(_STYLE, lambda _: _swagger_ui("swagger-ui.css")),
        }

    def answer(self, request: Request) -> Response | None:
        """The answer to a request outside the API, None to one inside. No key is asked for: no page shows a record."""
        page = self._pages.get(request.path)
        if page is None:
            return self._without_page(request.path)
        if request.method not in _METHODS:
            allow = ", ".join(_METHODS)
            problem = f"{request.path} takes {allow}, not {request.method}."
            return Response(405, error_body([problem]), (("allow", allow), *_HEADERS))
        try:
            return Response(200, page.read(request), _HEADERS, page.content_type)
        except _MissingError as missing:
            return Response(404, error_body([str(missing)]), _HEADERS)

    def _without_page(self, path: str) -> Response | None:
        if path == self._base_path:
            return None
        if path == "/docs/":
            return Response(308, b"", (("location", "/docs"), *_HEADERS), _TEXT)
        problem = f"There is nothing at {path}: the API is below {self._base_path}, its documentation at /docs."
        return Response(404, error_body([problem]), _HEADERS)

    def _home(self, request: Request) -> bytes:
        info = self._document["info"]
        operations = (operation for item in self._document["paths"].values() for operation in item.values())
        return _filled(
            "home.html",
            title=info["title"],
            version=info["version"],
            base_path=self._base_path,
            operations=str(sum("operationId" in operation for operation in operations)),
            host=request.headers.get("host", "127.0.0.1"),
        )

    def _openapi(self, _: Request) -> bytes:
        """The strict document, whose server is this emulator: it answers as the document says."""
        servers = [{"url": self._base_path, "description": "This emulator"}]
        return json.dumps({**self._document, "servers": servers}, ensure_ascii=False).encode()


def _docs(_: Request) -> bytes:
    _installed()
    return _filled(
        "docs.html",
        swagger_ui_version=SWAGGER_UI_VERSION,
        script_integrity=INTEGRITY["swagger-ui-bundle.js"],
        style_integrity=INTEGRITY["swagger-ui.css"],
    )


def _licence(_: Request) -> bytes:
    """swagger-ui's notice and licence."""
    text = _installed().read_text("licenses/LICENSE")
    if text is None:
        raise _MissingError(
            f"the package {SWAGGER_UI_PACKAGE} {SWAGGER_UI_VERSION} lacks its licence; {_HOW_TO_INSTALL}"
        )
    return _own("NOTICE") + b"\n" + text.encode()


def _own(name: str) -> bytes:
    return Path(__file__).with_name("site").joinpath(name).read_bytes()


def _filled(name: str, **values: str) -> bytes:
    escaped = {key: html.escape(value) for key, value in values.items()}
    return Template(_own(name).decode()).substitute(escaped).encode()


def _swagger_ui(name: str) -> bytes:
    path = Path(str(_installed().locate_file(f"{SWAGGER_UI_FOLDER}/{name}")))
    try:
        return path.read_bytes()
    except OSError as error:
        raise _MissingError(f"swagger-ui {SWAGGER_UI_VERSION} lacks its file {name}; {_HOW_TO_INSTALL}") from error


def _installed() -> Distribution:
    from importlib.metadata import PackageNotFoundError, distribution  # only when a page is asked for: it takes a while

    try:
        package = distribution(SWAGGER_UI_PACKAGE)
    except PackageNotFoundError:
        raise _MissingError(
            f"the page needs the package {SWAGGER_UI_PACKAGE} {SWAGGER_UI_VERSION}; {_HOW_TO_INSTALL}"
        ) from None
    if package.version != SWAGGER_UI_VERSION:
        raise _MissingError(
            f"the page needs {SWAGGER_UI_PACKAGE} {SWAGGER_UI_VERSION}, not {package.version}; {_HOW_TO_INSTALL}"
        )
    return package
