"""The envelope of a list, and the links from page to page."""

from collections.abc import Sequence
from json.encoder import encode_basestring
from urllib.parse import unquote_plus


def envelope(items: Sequence[bytes], *, total: int, page: int, per_page: int, path: str, query: str) -> bytes:
    """The list's JSON, of the JSON of its items.

    `path` and `query` are the request's own, raw; the links keep the query, but for the page.
    """
    total_pages = max(1, -(-total // per_page))
    to_page = _to_page(path, query)
    links: list[str] = []
    if page < total_pages:
        links.append(f'"next":{encode_basestring(f"{to_page}{page + 1}")}')
    if page > 1:  # after the last page, the one before is the last: links lead to pages that are there
        links.append(f'"previous":{encode_basestring(f"{to_page}{min(page - 1, total_pages)}")}')
    rest = (
        f'],"_pagination":{{"total":{total},"count":{len(items)},"per_page":{per_page},'
        f'"current_page":{page},"total_pages":{total_pages},"links":{{{",".join(links)}}}}}}}'
    )
    if not items:
        return b'{"_results":[' + rest.encode()
    # In one piece of work: a page of 100 is long, and copying it takes its time.
    pieces = [b'{"_results":[' + items[0], *items[1:]]
    pieces[-1] += rest.encode()
    return b",".join(pieces)


def _to_page(path: str, query: str) -> str:
    """The beginning of links to pages of the same list, as far as to the page's number."""
    kept = [part for part in query.split("&") if part and unquote_plus(part.partition("=")[0]) != "page"]
    return f"{path}?{'&'.join([*kept, 'page='])}"
