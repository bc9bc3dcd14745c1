"""``python -m roundtable.meaning``: suggestions on request, one JSON object a line.

Asked on stdin: {"id": 1, "texts": [{"id", "text", "language", "area", "cluster"}, …], "level": 2,
"languages": ["ro", "en"]}. Said on stdout, each with the request's id: {"id", "share": 0.25} from time
to time, then {"id", "body": {…}} or {"id", "error": "…"}. Ends when stdin does. Vectors stay in memory
by what they are of, so that what was read once is not read again; requests take turns.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from typing import Any, TextIO

from roundtable.meaning.suggestion import suggest
from roundtable.meaning.texts import RequestWrong, read
from roundtable.meaning.vectors import Reader, reader

#: Seconds that a request has for itself before it is another's turn, and between two words of it.
TURN, PAUSE = 0.1, 0.25
#: Everyone else on the machine comes first.
NICE = 10

Job = Iterator[dict[str, Any] | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer until stdin ends."""
    parser = argparse.ArgumentParser(prog="python -m roundtable.meaning", description=__doc__)
    parser.add_argument("--letters", action="store_true", help="go by letters, not by meanings")
    letters = parser.parse_args(arguments).letters
    os.nice(NICE)
    said = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library may print is not an answer
    lines: SimpleQueue[str | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin, lines), daemon=True).start()
    try:
        Worker(letters, said).run(lines)
    except BrokenPipeError:  # who asked is gone
        os._exit(0)
    return 0


def _listen(source: TextIO, lines: SimpleQueue[str | None]) -> None:
    for line in source:
        lines.put(line)
    lines.put(None)


class Worker:
    """Requests that are being answered, in turns."""

    def __init__(self, letters: bool, said: TextIO) -> None:
        self._letters = letters
        self._said = said
        self._reader: Reader | None = None
        self._jobs: deque[tuple[Any, Job]] = deque()

    def run(self, lines: SimpleQueue[str | None]) -> None:
        """Until the queue ends with None."""
        while True:
            while not self._jobs or not lines.empty():
                line = lines.get()
                if line is None:
                    return
                self._take(line)
            self._turn()

    def _take(self, line: str) -> None:
        identity = None
        try:
            message = json.loads(line)
            if not isinstance(message, dict):
                raise RequestWrong("a request is an object")
            identity = message.get("id")
            wish = read(message)
        except (ValueError, RecursionError, RequestWrong) as wrong:
            self._say(identity, error=str(wrong))
            return
        self._reader = self._reader or reader(self._letters)
        self._jobs.append((identity, suggest(wish, self._reader, self._teller(identity))))

    def _turn(self) -> None:
        identity, job = self._jobs.popleft()
        end = time.monotonic() + TURN
        try:
            while time.monotonic() < end:
                body = next(job)
                if body is not None:
                    self._say(identity, body=body)
                    return
        except BrokenPipeError:
            raise
        except Exception as wrong:  # noqa: BLE001 (one request must not take the others with it)
            self._say(identity, error=f"{type(wrong).__name__}: {wrong}")
            return
        self._jobs.append((identity, job))

    def _teller(self, identity: Any) -> Callable[[float], None]:
        due = 0.0

        def tell(share: float) -> None:
            nonlocal due
            if time.monotonic() >= due:
                due = time.monotonic() + PAUSE
                self._say(identity, share=round(share, 3))

        return tell

    def _say(self, identity: Any, **what: Any) -> None:
        self._said.write(json.dumps({"id": identity, **what}) + "\n")
        self._said.flush()
