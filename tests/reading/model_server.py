"""A real server on this machine that speaks the protocol of language models, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """What the server was asked, question by question."""

    url: str = ""
    questions: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """The sentences of the first question."""
        content = json.loads(self.questions[0]["messages"][-1]["content"])
        return [one["text"] for one in content["sentences"]]


Behaviour = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Asked]:
    """Answer the first question by the first behaviour and so on; the last one stays."""
    asked = Asked()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                asked.questions.append({**body, "path": self.path})
                asked.headers.append(dict(self.headers))
                behaviour = behaviours[min(len(asked.questions), len(behaviours)) - 1]
            with suppress(BrokenPipeError, ConnectionResetError):  # as a test wants it
                behaviour(self, body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    asked.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, value: object, status: int = 200, **headers: str) -> None:
    """Send a JSON value."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    for name, text in headers.items():
        handler.send_header(name.replace("_", "-"), text)
    handler.end_headers()
    handler.wfile.write(data)


def saying(text: str, finish: str = "stop") -> Behaviour:
    """Answer every question with this text."""

    def behaviour(handler: BaseHTTPRequestHandler, question: dict[str, Any]) -> None:
        choice = {
            "index": 0,
            "finish_reason": finish,
            "message": {"role": "assistant", "content": text},
        }
        send(
            handler,
            {
                "id": "c1",
                "object": "chat.completion",
                "created": 0,
                "model": question["model"],
                "choices": [choice],
            },
        )

    return behaviour


def proposing(*records: dict[str, Any]) -> Behaviour:
    """Answer every question with these records."""
    return saying(json.dumps({"records": list(records)}))


def failing(status: int, **headers: str) -> Behaviour:
    """Answer with an error."""

    def behaviour(handler: BaseHTTPRequestHandler, question: dict[str, Any]) -> None:
        send(handler, {"error": {"message": "no"}}, status, **headers)

    return behaviour
