"""`make drift`: say in one line whether what is generated is what would be generated now.

Run as `python scripts/drift.py [ROOT]`; without ROOT it works on this project.
"""

import sys
from pathlib import Path

from client_generator import GenerationError
from document import DocumentError
from gen import ROOT, generate
from outputs import differences
from overlay import OverlayError


def main(root: Path = ROOT) -> int:
    try:
        outputs = generate(root)
    except (DocumentError, OverlayError, GenerationError) as error:
        print(f"drift: nothing can be generated: {error}")
        return 1
    different = differences(root, outputs)
    if different:
        print(
            f"drift: {len(different)} file(s) differ from what would be generated ({different[0]} first): run make gen"
        )
        return 1
    print(
        f"drift: none, all {sum(len(output.files) for output in outputs)} generated files are what would be generated"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
