"""`make gen`: make everything that is generated from `spec/` and `overlays/`, and put it into the tree.

Run as `python scripts/gen.py [ROOT]`; without ROOT it works on this project.
"""

import sys
import tempfile
import time
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

import discrepancy_page
from client_generator import GenerationError, generate_client
from document import DocumentError, JsonObject, dump, load_object, pointer
from outputs import Output, write
from overlay import OverlayError, apply_overlays
from strict import strict_document

ROOT = Path(__file__).resolve().parent.parent


def generate(root: Path) -> list[Output]:
    """Everything that is generated, in memory. Raises DocumentError, OverlayError or GenerationError."""
    document = load_object(root / "spec" / "nicereply.yaml")
    strict = strict_document(document)
    check_valid(document, "spec/nicereply.yaml")
    check_valid(strict, "the strict document")
    return [
        Output.folder("generated/nicereply", client_files(root, document)),
        Output.folder("generated/nicereply_spec", document_files(document, strict)),
        Output.file("docs/discrepancies.md", discrepancy_page.render(document)),
    ]


def client_files(root: Path, document: JsonObject) -> dict[str, bytes]:
    """The package `nicereply`, generated from the view for Python."""
    overlays = sorted((root / "overlays" / "views").glob("python*.yaml"))
    if not overlays:
        raise GenerationError("overlays/views: there is no python*.yaml")
    view = apply_overlays(document, overlays)
    check_valid(view, "the view for Python")
    with tempfile.TemporaryDirectory() as work:
        return generate_client(root, view, Path(work))


def document_files(document: JsonObject, strict: JsonObject) -> dict[str, bytes]:
    """The package `nicereply_spec`: both documents and what loads them."""
    template = Path(__file__).with_name("templates") / "nicereply_spec.py"
    return {
        "__init__.py": template.read_bytes(),
        "openapi.json": dump(document).encode(),
        "py.typed": b"",
        "strict.json": dump(strict).encode(),
    }


def check_valid(document: JsonObject, name: str) -> None:
    """Raises DocumentError, with all that is wrong, when the document is not OpenAPI 3.1."""
    errors = [
        f"{pointer(*error.absolute_path)}: {error.message}" for error in OpenAPIV31SpecValidator(document).iter_errors()
    ]
    if errors:
        raise DocumentError("\n  ".join([f"{name} is not OpenAPI 3.1:", *errors]))


def main(root: Path = ROOT) -> int:
    began = time.perf_counter()
    try:
        outputs = generate(root)
        changed = write(root, outputs)
    except (DocumentError, OverlayError, GenerationError) as error:
        print(f"gen: {error}", file=sys.stderr)
        print("gen: nothing was changed", file=sys.stderr)
        return 1
    count = sum(len(output.files) for output in outputs)
    print(f"gen: {count} files, {len(changed)} changed, {time.perf_counter() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
