"""Asking the worker: a subprocess that is started at the first question and goes on for all others.

Words with it go over a socket, because waiting for one lets other greenlets run (and other threads,
where there are no greenlets); the same is true of events and locks.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from roundtable.meaning.texts import Wish

#: Seconds without a word from the worker after which it is taken to be stuck.
PATIENCE = 60.0
#: A text is given to the worker in parts of so many characters, so that others have their turn.
PIECE = 1 << 16

Progress = Callable[[float], None]


class MeaningFailed(Exception):
    """Nothing could be suggested; the message is one line, for the log."""


@dataclass(slots=True)
class _Question:
    """A wish on its way, and what came back."""

    line: bytes
    progress: Progress | None
    answered: threading.Event = field(default_factory=threading.Event)
    heard: float = field(default_factory=time.monotonic)
    body: dict[str, Any] | None = None
    error: str = ""
    #: It is asked once more if the worker dies.
    tries: int = 0


class Client:
    """One worker for all roundtables of this server. `letters`: without meanings."""

    def __init__(self, letters: bool = False, patience: float = PATIENCE) -> None:
        self._command = [sys.executable, "-m", "roundtable.meaning"]
        self._command += ["--letters"] if letters else []
        self._patience = patience
        self._lock = threading.Lock()
        self._questions: dict[int, _Question] = {}
        self._asked = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def suggest(self, wish: Wish, progress: Progress | None = None) -> dict[str, Any]:
        """The body of a suggestion (see `suggestion`). Raises `MeaningFailed`.

        `progress` is told of the share that is done, 0 to 1, from another thread or greenlet.
        """
        with self._lock:
            self._asked += 1
            number = self._asked
        line = json.dumps({"id": number, **asdict(wish)}).encode() + b"\n"
        question = self._questions[number] = _Question(line, progress)
        try:
            self._ask(question)
            while not question.answered.wait(self._patience / 4):
                if time.monotonic() - question.heard > self._patience:
                    self.stop()
                    raise MeaningFailed(f"no word for {self._patience:.0f} s")
        finally:
            del self._questions[number]
        if question.body is None:
            raise MeaningFailed(question.error)
        return question.body

    def stop(self) -> None:
        """End the worker; the next question starts another."""
        process = self._process
        if process is not None:
            process.kill()

    def _ask(self, question: _Question) -> None:
        question.tries += 1
        with self._lock:
            try:
                line = self._line or self._start()
                for start in range(0, len(question.line), PIECE):
                    line.sendall(question.line[start : start + PIECE])
            except OSError as error:  # it died: whoever listens to it asks again
                question.error = str(error)
                if self._line is None:
                    question.answered.set()

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                os.set_blocking(theirs.fileno(), True)  # a patched socket is not
                process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
                    self._command, stdin=theirs.fileno(), stdout=theirs.fileno()
                )
        except OSError:
            ours.close()
            raise
        self._process, self._line = process, ours
        threading.Thread(target=self._listen, args=(process, ours), daemon=True).start()
        return ours

    def _listen(self, process: subprocess.Popen[bytes], line: socket.socket) -> None:
        with line, line.makefile("r", encoding="utf-8") as said, contextlib.suppress(OSError):
            for words in said:
                self._hear(words)
        with self._lock:
            if self._line is line:
                self._line = self._process = None
        process.kill()
        self._bury(process)
        for question in list(self._questions.values()):
            if question.answered.is_set():
                continue
            if question.tries > 1:
                question.error = f"the worker ended with {process.returncode}"
                question.answered.set()
            else:
                self._ask(question)

    @staticmethod
    def _bury(process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            time.sleep(0.01)

    def _hear(self, words: str) -> None:
        try:
            said = json.loads(words)
        except ValueError:
            return
        number = said.get("id") if isinstance(said, dict) else None
        question = self._questions.get(number) if isinstance(number, int) else None
        if question is None:
            return
        question.heard = time.monotonic()
        if isinstance(share := said.get("share"), float | int) and question.progress:
            question.progress(float(share))
        if isinstance(body := said.get("body"), dict):
            question.body = body
            question.answered.set()
        elif "error" in said:
            question.error = str(said["error"])
            question.answered.set()
