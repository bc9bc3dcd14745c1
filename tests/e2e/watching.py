"""What a browser says behind the scenes: errors on its console, requests, frames of its sockets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebSocket


@dataclass
class Watch:
    """Collects for one context; `complaints` must be empty at the end of a test."""

    host: str
    name: str
    complaints: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    #: Words in a console message that a test expects, such as those of a cut network.
    expected: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> Watch:
        """Watch all pages of a context from now on."""
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        for page in context.pages:
            self._page(page)
        return self

    def expect(self, *words: str) -> None:
        """Let console messages pass that hold one of these words."""
        self.expected += words

    def check(self) -> None:
        """Fail if the browser complained of anything that the test did not expect."""
        left = [each for each in self.complaints if not any(word in each for word in self.expected)]
        assert not left, f"{self.name}: {left}"

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._frame)

    def _frame(self, payload: Any) -> None:
        self.frames.append(
            payload if isinstance(payload, str) else payload.decode("utf-8", "replace")
        )

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.complaints.append(f"third party: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # A broken content policy is told as an error, too.
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")
