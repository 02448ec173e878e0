"""The least that a Connexion application of this API does: it routes, authenticates, validates the request, and answers
with the document's own example. No state, no database. Its arguments are a 3.0 document and a port.
"""

import json
import sys
from pathlib import Path

import uvicorn
from connexion import AsyncApp
from connexion.resolver import Resolution, Resolver

KEY = "nicereply-demo-key"


def check_key(username: str, password: str, required_scopes: object = None) -> dict[str, str] | None:  # noqa: ARG001
    return {"sub": "account"} if password == KEY else None


class Examples(Resolver):
    """Answers each operation with the example of its success."""

    def __init__(self, document: dict) -> None:
        self.document = document

    def resolve(self, operation: object) -> Resolution:
        status, body = self._example(operation.path, operation.method)

        async def answer(**_: object) -> tuple[dict, int]:
            return body, status

        return Resolution(answer, operation.operation_id)

    def _example(self, path: str, method: str) -> tuple[int, dict]:
        responses = self.document["paths"][path][method]["responses"]
        status = next(status for status in responses if status.startswith("2"))
        examples = self._resolved(responses[status])["content"]["application/json"]["examples"]
        return int(status), self._resolved(next(iter(examples.values())))["value"]

    def _resolved(self, node: dict) -> dict:
        while "$ref" in node:
            reference, node = node["$ref"], self.document
            for step in reference.removeprefix("#/").split("/"):
                node = node[step]
        return node


def main() -> None:
    document = json.loads(Path(sys.argv[1]).read_text())
    document["components"]["securitySchemes"]["basicAuth"]["x-basicInfoFunc"] = "__main__.check_key"
    app = AsyncApp(__name__)
    app.add_api(document, base_path="/v1", resolver=Examples(document))
    uvicorn.run(
        app,
        port=int(sys.argv[2]),
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )


if __name__ == "__main__":
    main()
