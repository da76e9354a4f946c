"""Serves a preview to this machine alone.

It listens on 127.0.0.1 and answers only requests that name that address as their host and come
from its own page: another site open in the same browser can neither read it nor reach it through
a name of its own (DNS rebinding). There are four addresses; none of them names a file.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dipdocs.errors import Finding, InputError
from dipdocs.preview.page import Preview, asset
from dipdocs.preview.watching import saves

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_PING = 10.0
"""Seconds after which a silent connection is tried."""

_HTML, _EVENTS = "text/html; charset=utf-8", "text/event-stream"
_ASSETS = {
    "/preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "/preview.css": ("preview.css", "text/css; charset=utf-8"),
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src data:; script-src 'self'; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server(ThreadingHTTPServer):
    """Shows a preview until `close`. `url` is where; port 0 takes a free one.

    `InputError` if the port is taken.
    """

    daemon_threads = True

    def __init__(self, preview: Preview, port: int = 0) -> None:
        self.preview = preview
        self.html = ""
        self.version = 0
        self.changed = threading.Condition()
        self.stop = threading.Event()
        try:
            super().__init__((HOST, port), Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(
                Finding(f"port {port} cannot be used: {reason}", rule="preview", found=str(port))
            ) from None
        threading.Thread(target=self._follow, daemon=True).start()
        with self.changed:
            self.changed.wait_for(lambda: self.version)

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/"

    def _follow(self) -> None:
        """Make the page anew at every save."""
        for _ in saves(self.preview.watched, self.stop):
            html = self.preview.render()
            with self.changed:
                self.html = html
                self.version += 1
                self.changed.notify_all()

    def close(self) -> None:
        """Stop following and serving."""
        self.stop.set()
        with self.changed:
            self.changed.notify_all()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "dipdocs"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """The page, its script and style sheet, or the stream that tells of changes."""
        if not self._is_own():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"only this machine's own page\n")
        elif self.path == "/":
            self._answer(HTTPStatus.OK, _HTML, self.server.html.encode())
        elif self.path in _ASSETS:
            name, kind = _ASSETS[self.path]
            self._answer(HTTPStatus.OK, kind, asset(name))
        elif self.path == "/events":
            self._events()
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"there is only /\n")

    def _is_own(self) -> bool:
        """Whether a request names this server and comes from nowhere else."""
        port = self.server.server_port
        hosts = {f"{name}:{port}" for name in _NAMES}
        if self.headers.get_all("Host") not in [[host] for host in hosts]:
            return False
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return False
        return self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def _start(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        for name, value in (_HEADERS | {"Content-Type": kind}).items():
            self.send_header(name, value)

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self._start(status, kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        """Tell the page each version there is, as server-sent events, until it goes away."""
        self._start(HTTPStatus.OK, _EVENTS)
        self.end_headers()
        server, told = self.server, 0
        try:
            while not server.stop.is_set():
                with server.changed:
                    if server.version == told:
                        server.changed.wait(_PING)
                    version = server.version
                line = f"data: {version}\n\n" if version != told else ": still here\n\n"
                self.wfile.write(line.encode())
                self.wfile.flush()
                told = version
        except (ConnectionError, TimeoutError):
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401 - its own name
        """Say nothing: the terminal is for findings."""
