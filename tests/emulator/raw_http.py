"""Raw bytes to the emulator's server and back."""

import socket
from urllib.parse import urlsplit

import nicereply_emulator

AUTHORIZATION = "Authorization: Basic Om5pY2VyZXBseS1kZW1vLWtleQ=="
RATING = b'{"survey_id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041", "score": 5, "user": {"username": "agentBob"}}'


def connect(emulator: nicereply_emulator.Emulator) -> socket.socket:
    url = urlsplit(emulator.base_url)
    return socket.create_connection((url.hostname or "", url.port or 0), timeout=10)


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    """A request with the key; the length of a body is added."""
    length = [f"Content-Length: {len(body)}"] if body else []
    lines = [f"{line} HTTP/1.1", "Host: localhost", AUTHORIZATION, *length, *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def read_answer(connection: socket.socket) -> tuple[int, bytes]:
    """Status and body of the next answer, which must have a length. No byte beyond it is read."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte:
            raise ConnectionError(f"the connection ended after {head!r}")
        head += byte
    fields = dict(line.lower().split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:-2])
    body = b""
    while len(body) < int(fields["content-length"]):
        body += connection.recv(int(fields["content-length"]) - len(body))
    return int(head.split()[1]), body
