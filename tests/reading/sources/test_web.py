"""Addresses are fetched only where the user allows it, from a real server on this machine."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from detente.errors import SourceError
from detente.reading import read
from detente.reading.sources import load, web
from reading.sources.making import LINES, docx, page

pytest.importorskip("urllib3")


@contextmanager
def serving(answers):
    """A server on this machine; ``answers`` maps a path to a function of the handler."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            answers[self.path](self)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(content, media="text/html; charset=utf-8", status=200, **headers):
    data = content.encode() if isinstance(content, str) else content

    def answering(handler):
        handler.send_response(status)
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answering


def test_a_page_is_fetched_and_read():
    pytest.importorskip("trafilatura")
    with serving({"/talks": answer(page())}) as (root, asked):
        register = read(f"{root}/talks", "2021-03-05", network=True)
    assert asked == ["/talks"]
    assert register.document.origin == f"{root}/talks"
    assert LINES[1] in register.document.text
    assert len(register) >= 2


def test_nothing_is_asked_of_the_network_unless_it_is_allowed():
    with serving({"/talks": answer(page())}) as (root, asked):
        with pytest.raises(SourceError, match="--allow-network"):
            load(f"{root}/talks")
        assert asked == []


def test_the_server_tells_the_format_and_the_encoding():
    text = "“Norway” refused to talk about the café."
    answers = {
        "/plain": answer(text.encode("cp1252"), "text/plain; charset=cp1252"),
        "/word": answer(docx(), "application/octet-stream"),
        "/moved": answer("", status=302, Location="/plain"),
    }
    with serving(answers) as (root, _):
        assert load(f"{root}/plain", network=True).text == text
        assert load(f"{root}/word", network=True).title == LINES[0]
        assert load(f"{root}/moved", network=True).text == text


@pytest.mark.parametrize("status", [404, 403, 500])
def test_an_answer_that_is_no_page(status):
    with (
        serving({"/x": answer("no", status=status)}) as (root, _),
        pytest.raises(SourceError, match=str(status)),
    ):
        load(f"{root}/x", network=True)


def test_redirections_end():
    with (
        serving({"/x": answer("", status=302, Location="/x")}) as (root, asked),
        pytest.raises(SourceError, match="cannot be fetched"),
    ):
        load(f"{root}/x", network=True)
    assert len(asked) <= 10


def test_a_redirection_to_a_file_is_not_followed():
    with (
        serving({"/x": answer("", status=302, Location="file:///etc/hostname")}) as (root, _),
        pytest.raises(SourceError, match="cannot be fetched"),
    ):
        load(f"{root}/x", network=True)


def test_no_server_answers():
    with serving({}) as (root, _):
        pass
    with pytest.raises(SourceError, match="cannot be fetched"):
        load(f"{root}/x", network=True)


def test_a_page_that_drips_or_never_ends(monkeypatch):
    def dripping(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(64):
            handler.wfile.write(b"Norway left. " * 2**14)

    monkeypatch.setattr(web, "LONGEST", 0.3)
    with serving({"/x": dripping}) as (root, _), pytest.raises(SourceError, match=r"0 s to come"):
        load(f"{root}/x", network=True)
    monkeypatch.undo()
    monkeypatch.setattr(web, "LARGEST_FILE", 2**20)
    with serving({"/x": endless}) as (root, _), pytest.raises(SourceError, match="1 MB"):
        load(f"{root}/x", network=True)


def test_a_connection_that_breaks_off():
    def breaking(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    with serving({"/x": breaking}) as (root, _), pytest.raises(SourceError, match="cannot be"):
        load(f"{root}/x", network=True)
