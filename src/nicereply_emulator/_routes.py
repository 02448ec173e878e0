"""From method and path to the operation, by a tree of the document's path segments."""

from typing import Generic, TypeVar
from urllib.parse import unquote

from ._http import Refusal

T = TypeVar("T")


class _Node(Generic[T]):
    def __init__(self) -> None:
        self.fixed: dict[str, _Node[T]] = {}
        self.variable: _Node[T] | None = None
        self.methods: dict[str, T] = {}


class Router(Generic[T]):
    """Routes of the kind `/users/{id}/stats`; a fixed segment goes before a variable one.

    Paths have at most one variable: that is all the document has, and `add` refuses more.
    """

    def __init__(self, base_path: str) -> None:
        self._base = base_path + "/"
        self._root: _Node[T] = _Node()

    def add(self, method: str, template: str, target: T) -> None:
        if template.count("{") > 1:
            raise ValueError(f"{template}: more than one variable in a path is not supported")
        node = self._root
        for segment in template.strip("/").split("/"):
            if segment.startswith("{"):
                node.variable = node.variable or _Node()
                node = node.variable
            else:
                node = node.fixed.setdefault(segment, _Node())
        node.methods[method] = target

    def find(self, method: str, path: str) -> tuple[T, str | None]:
        """The target for a raw path, and the decoded text of its variable segment.

        Raises `Refusal`: 404 when there is no such path, 405 with `Allow` when it has other methods.
        """
        node: _Node[T] | None = self._root if path.startswith(self._base) else None
        variable: str | None = None
        if node is not None:
            for raw in path[len(self._base) :].split("/"):
                segment = unquote(raw, errors="replace") if "%" in raw else raw
                child = node.fixed.get(segment)
                if child is None:
                    child = node.variable
                    variable = segment
                    if child is None or not segment:
                        node = None
                        break
                node = child
        if node is None or not node.methods:
            raise Refusal(404, [f'No route found for "{method} {path}".'])
        target = node.methods.get(method)
        if target is None:
            allow = ", ".join(node.methods)
            raise Refusal(
                405, [f'No route found for "{method} {path}": Method Not Allowed (Allow: {allow}).'], [("allow", allow)]
            )
        return target, variable
