"""The envelope of a list, and the links from page to page."""

from collections.abc import Sequence
from json.encoder import encode_basestring
from urllib.parse import unquote_plus


def envelope(items: Sequence[bytes], *, total: int, page: int, per_page: int, path: str, query: str) -> bytes:
    """The list's JSON, of the JSON of its items.

    `path` and `query` are the request's own, raw; the links keep the query, but for the page.
    """
    total_pages = max(1, -(-total // per_page))
    links: list[str] = []
    if page < total_pages:
        links.append(f'"next":{encode_basestring(_link(path, query, page + 1))}')
    if page > 1:  # after the last page, the one before is the last: links lead to pages that are there
        links.append(f'"previous":{encode_basestring(_link(path, query, min(page - 1, total_pages)))}')
    rest = (
        f'],"_pagination":{{"total":{total},"count":{len(items)},"per_page":{per_page},'
        f'"current_page":{page},"total_pages":{total_pages},"links":{{{",".join(links)}}}}}}}'
    )
    return b'{"_results":[%b%b' % (b",".join(items), rest.encode())


def _link(path: str, query: str, page: int) -> str:
    kept = [part for part in query.split("&") if part and unquote_plus(part.partition("=")[0]) != "page"]
    return f"{path}?{'&'.join([*kept, f'page={page}'])}"
