"""The pages / and /docs, without a browser (`make browser` drives them in one)."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator import _site
from nicereply_spec import load_strict

OWN_FILES = sorted((Path(nicereply_emulator.__file__).parent / "site").iterdir())
PAGES = (
    "/",
    "/docs",
    "/docs/openapi.json",
    "/docs/start.js",
    "/docs/site.css",
    "/docs/licence.txt",
    "/docs/swagger-ui-bundle.js",
    "/docs/swagger-ui.css",
)


@pytest.fixture
def site() -> Iterator[httpx.Client]:
    emulator = nicereply_emulator.Emulator(data="empty")
    with httpx.Client(transport=emulator.transport(), base_url="http://127.0.0.1") as client:
        yield client
    emulator.close()


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_no_key_and_carry_the_security_headers(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.content
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_can_only_be_read(site: httpx.Client, path: str) -> None:
    answer = site.post(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json() == {"errors": [f"{path} takes GET, HEAD, not POST."]}


def test_all_that_a_page_leads_to_is_there(site: httpx.Client) -> None:
    for page in ("/", "/docs"):
        links = re.findall(r'(?:href|src)="([^"]+)"', site.get(page).text)
        local = [link for link in links if not link.startswith("data:")]
        assert local
        for link in local:
            assert site.get(link).status_code == 200, f"{page} leads to {link}"


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_our_files_name_no_other_host(path: Path) -> None:
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text(encoding="utf-8")) == []


def test_the_document_says_that_this_emulator_serves_it(site: httpx.Client) -> None:
    document = site.get("/docs/openapi.json").json()
    assert [server["url"] for server in document["servers"]] == ["/v1"]
    assert document["paths"] == json.loads(json.dumps(load_strict()["paths"]))
    assert load_strict()["servers"][0]["url"].startswith("https://"), "the document itself must stay as it is"


def test_the_home_page_shows_the_address_it_was_called_at(site: httpx.Client) -> None:
    assert "http://localhost:8710/v1/" in site.get("/", headers={"host": "localhost:8710"}).text
    assert "<script>" not in site.get("/", headers={"host": "<script>"}).text


@pytest.mark.parametrize("name", sorted(_site.INTEGRITY))
def test_swagger_ui_has_the_checksums_that_the_page_asks_for(site: httpx.Client, name: str) -> None:
    found = hashlib.sha256(site.get(f"/docs/{name}").content).digest()
    expected = f"sha256-{base64.b64encode(found).decode()}"
    assert _site.INTEGRITY[name] == expected
    assert f'integrity="{expected}"' in site.get("/docs").text


def test_the_licence_is_shown(site: httpx.Client) -> None:
    text = site.get("/docs/licence.txt").text
    assert "SmartBear" in text
    assert "Apache License" in text
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in text


@pytest.mark.parametrize("path", ["/nothing", "/docs/nothing", "/csat/ratings", "/v10/ratings", "/%2e%2e/v1"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_elsewhere_is_nothing_and_the_answer_says_where_the_api_is(site: httpx.Client, path: str, method: str) -> None:
    answer = site.request(method, path)
    assert answer.status_code == 404
    assert answer.json()["errors"] == [f"There is nothing at {path}: the API is below /v1, its documentation at /docs."]


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/docs", "/v1/nothing"])
def test_the_api_itself_still_asks_for_the_key_first(site: httpx.Client, path: str) -> None:
    assert site.get(path).status_code == 401


def test_a_slash_too_many_leads_to_the_documentation(site: httpx.Client) -> None:
    answer = site.get("/docs/")
    assert (answer.status_code, answer.headers["location"]) == (308, "/docs")


@pytest.mark.parametrize("path", ["/docs", "/docs/licence.txt", "/docs/swagger-ui.css"])
def test_without_swagger_ui_the_page_says_what_to_install(
    site: httpx.Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def not_found(_: str) -> None:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.distribution", not_found)
    answer = site.get(path)
    assert answer.status_code == 404
    (error,) = answer.json()["errors"]
    assert "pip install 'nicereply[emulator]'" in error


def test_another_version_of_swagger_ui_is_not_shown(site: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_site, "SWAGGER_UI_VERSION", "5.0.0")
    answer = site.get("/docs")
    assert (answer.status_code, "not 5.31.0" in answer.text) == (404, True)


def test_a_plain_install_does_not_carry_swagger_ui() -> None:
    required = [line for line in metadata("nicereply").get_all("Requires-Dist") or [] if "swagger-ui" in line]
    assert required
    assert all("extra ==" in line for line in required)
    assert not any("swagger-ui" in str(file) for file in distribution("nicereply").files or [])
