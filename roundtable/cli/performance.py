"""A replay while it runs: everybody connects, votes in order, is cut off here and there; the end."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from roundtable import sources
from roundtable.cli.voter import Figures, Gone, Line, Message, Voter

#: How many connect at once. A room that scans one code is not faster.
TOGETHER = 20
PROGRESS_SECONDS = 1.0
DONE = "closed and revealed"

Tell = Callable[[str], None]


@dataclass(slots=True)
class Cast:
    """Who plays what: `seats` voter → secret, `votes` (voter, arguments of cast_ballot) in order.

    `rejected` are the proposals to hide after the vote; `hidden`, how many the server hid.
    """

    url: str
    code: str
    facilitator: str
    seats: Mapping[int, str]
    votes: Sequence[tuple[int, Message]]
    rejected: Sequence[str]
    stages: Mapping[str, str]
    hidden: int = 0


class Performance:
    """A replay; use it as an asynchronous context."""

    def __init__(self, cast: Cast, tell: Tell) -> None:
        self.cast = cast
        self.figures = Figures()
        self._tell = tell
        self._voters: dict[int, Voter] = {}

    async def __aenter__(self) -> Self:
        self._web = _browser()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(Exception):  # goodbyes are a courtesy; what failed before is what is told
            await asyncio.gather(*(voter.leave() for voter in self._voters.values()))
        await self._web.close()

    @staticmethod
    async def reach(url: str) -> None:
        """Ask whether there is a server. Raises `Gone`."""
        try:
            async with _browser() as web, web.get(f"{url.rstrip('/')}/healthz") as response:
                if response.status != 200:  # noqa: PLR2004 (HTTP's OK)
                    raise Gone(f"it answers {response.status}")
        except (aiohttp.ClientError, OSError, ValueError, TimeoutError) as error:
            raise Gone(str(error) or type(error).__name__) from None

    async def gather(self) -> None:
        """Connect everybody. Raises `Gone`."""
        await self._facilitate([])  # tells at once whether the server knows this roundtable
        door = asyncio.Semaphore(TOGETHER)

        async def enter(voter: Voter) -> None:
            async with door:
                await voter.connect(self.figures)

        self._voters = {
            number: Voter(self._web, self.cast.url, self._auth("participant", secret))
            for number, secret in self.cast.seats.items()
        }
        await self._with_progress(
            [enter(voter) for voter in self._voters.values()],
            lambda: f"connected {self.figures.connected} of {len(self._voters)}",
        )

    async def vote(self, speed: float, cut: float) -> None:
        """Give all votes, `speed` a second (0: at once), `cut` the share of voters cut off."""
        self._plan_cuts(cut)
        votes = [voter.vote(self.figures) for voter in self._voters.values()]
        await self._with_progress([self._hand_out(speed), *votes], self._progress)

    def _plan_cuts(self, share: float) -> None:
        """Each of a share of the voters is cut at one to three of their votes, by seeded chance."""
        chance = random.Random(self.cast.code)  # noqa: S311 (a replay is no secret)
        given = Counter(voter for voter, _ in self.cast.votes)
        for number in chance.sample(sorted(given), round(share * len(given))):
            times = min(given[number], chance.choice((1, 1, 2, 3)))
            self._voters[number].cuts = frozenset(chance.sample(range(given[number]), times))

    async def _hand_out(self, speed: float) -> None:
        began = time.monotonic()
        for place, (voter, args) in enumerate(self.cast.votes):
            if speed and (early := began + place / speed - time.monotonic()) > 0:
                await asyncio.sleep(early)
            self._voters[voter].inbox.put_nowait(args)
        for each in self._voters.values():
            each.inbox.put_nowait(None)

    def _progress(self) -> str:
        away = len(self._voters) - self.figures.connected
        done, of = self.figures.acknowledged, len(self.cast.votes)
        return f"{done:,} of {of:,} votes" + (f", {away} away" if away else "")

    async def _with_progress(self, works: list[Any], words: Callable[[], str]) -> None:
        work = asyncio.gather(*works)
        while True:
            done, _ = await asyncio.wait({work}, timeout=PROGRESS_SECONDS)
            self._tell(words())
            if done:
                work.result()
                return

    async def finish(self) -> None:
        """As the facilitator: hide what was rejected, close the vote, reveal. Raises `Gone`."""
        acts: list[tuple[str, Message]] = [
            ("hide_proposal", {"proposal": proposal, "reason": "Rejected by the moderators."})
            for proposal in self.cast.rejected
        ]
        stages = self.cast.stages
        acts += [
            ("open_stage", {"stage": stages["reveal"]}),
            ("reveal_results", {"stage": stages["vote"]}),
        ]
        answers = await self._facilitate(acts)
        self.cast.hidden = sum(
            bool(answer.get("ok")) for answer in answers[: len(self.cast.rejected)]
        )
        self._tell(DONE)

    async def _facilitate(self, acts: Sequence[tuple[str, Message]]) -> list[Message]:
        """Carry out commands on a connection of the facilitator's; what was refused is answered so.

        The stages' commands must succeed; a statement that people voted on may be refused to hide.
        """
        line = Line(self._web)
        await line.open(self.cast.url, self._auth("facilitator", self.cast.facilitator))
        try:
            return [await self._act(line, command, args) for command, args in acts]
        finally:
            await line.close()

    async def _act(self, line: Line, command: str, args: Message) -> Message:
        message = {"id": sources.new_id(), "command": command, "args": args}
        while True:
            answer = await line.ask(message)
            if answer is None:
                raise Gone(f"the connection was lost at {command}")
            if answer.get("retry"):
                await asyncio.sleep(0.3)
            elif answer.get("ok") or answer.get("code") == "votes_in":
                return answer
            else:
                raise Gone(f"{command} was refused ({answer.get('code')})")

    def _auth(self, role: str, key: str) -> Message:
        return {"code": self.cast.code, "role": role, "key": key, "view": "en"}


def _browser() -> aiohttp.ClientSession:
    """One for all, without a limit of connections and without cookies: each line has its own key."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
    )
