"""How much generated code is there, against the stock output of openapi-python-client for the same document?

Lines of code: without docstrings, comments and blank lines.
"""

import ast
import io
import tokenize
from pathlib import Path

import nicereply

from .client_peers import stock_client
from .figures import Report

LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def code_lines(folder: Path) -> int:
    """The lines of code of all modules in a folder."""
    return sum(len(_lines(path.read_text(encoding="utf-8"))) for path in folder.rglob("*.py"))


def _lines(source: str) -> set[int]:
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in LAYOUT:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def main() -> None:
    report = Report("Lines of generated code", "python -m benchmarks.client_size")
    ours = code_lines(Path(nicereply.__file__).parent)
    with stock_client() as folder:
        stock = code_lines(folder)
    report.row("", "lines", "of stock's")
    report.row("  stock openapi-python-client", f"{stock:,}", "1.00")
    report.row("  ours", f"{ours:,}", f"{ours / stock:.2f}")
    report.at_most("lines of code, of stock's", ours / stock, 0.6)
    report.finish()


if __name__ == "__main__":
    main()
