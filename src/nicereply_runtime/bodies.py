"""Bodies that came compressed."""

import httpx


def is_compressed(response: httpx.Response) -> bool:
    """Whether an answer says that its body is compressed."""
    return "Content-Encoding" in response.headers


def decompressed(response: httpx.Response, raw: bytes) -> httpx.Response:
    """The same answer with its body, given the bytes that came.

    An error whose body is not compressed as it says keeps its status and these bytes.

    Raises:
        DecodingError: the bytes of a success are not compressed as it says.
    """
    try:
        return _with_body(response, response.headers, raw)
    except httpx.DecodingError:
        if response.is_success:
            raise
    headers = response.headers.copy()
    del headers["Content-Encoding"]
    return _with_body(response, headers, raw)


def _with_body(response: httpx.Response, headers: httpx.Headers, raw: bytes) -> httpx.Response:
    request = response.request
    try:
        made = httpx.Response(
            response.status_code, headers=headers, content=raw, request=request, extensions=response.extensions
        )
    except httpx.DecodingError as error:
        error.request = request
        raise
    made.elapsed = response.elapsed
    return made
