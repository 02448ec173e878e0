"""`make spec`: put the documents for programs in other languages into `dist/spec/`.

Run as `python scripts/spec_documents.py [ROOT]`; without ROOT it works on this project.
"""

import sys
from pathlib import Path

from document import DocumentError, dump, load_object
from nicereply_contract.wire.loading import bundle
from outputs import Output, write
from strict import strict_document

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "dist/spec"


def documents(root: Path) -> Output:
    """The document as it is written, as JSON, and as a server of ours answers; and the wire cases, written out."""
    source = root / "spec" / "nicereply.yaml"
    document = load_object(source)
    files = {
        "nicereply.yaml": source.read_bytes(),
        "openapi.json": dump(document).encode(),
        "strict.json": dump(strict_document(document)).encode(),
        "cases.json": bundle().encode(),
    }
    return Output.folder(FOLDER, files)


def main(root: Path = ROOT) -> int:
    try:
        output = documents(root)
        changed = write(root, [output])
    except DocumentError as error:
        print(f"spec: {error}", file=sys.stderr)
        return 1
    print(f"spec: {', '.join(output.files)} in {FOLDER}, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
