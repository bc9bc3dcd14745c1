"""Compare Roundtable with a server that commits and broadcasts each vote, and write the table.

    python -m benchmarks [--phones 100 500 1000] [--held 2000] [--seconds 20]

All runs are made one after the other on this machine. The table is printed, and written into
README.md between its marks. It takes some five minutes; it fails where a vote was lost, or where
Roundtable costs more than it should.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.servers import RANKED, Naive, Product
from benchmarks.vote_storm import PATIENCE, RATE, Storm, options_for, storm
from roundtable.config import ROOT

README = ROOT / "README.md"
MARKS = re.compile(r"(<!-- bench:begin -->\n).*?(<!-- bench:end -->)", re.DOTALL)
#: What Roundtable may cost at most, as a share of what the other costs.
CPU_SHARE, LATENCY_SHARE = 1 / 3, 1 / 10
#: What the heaviest ballot may cost at most, as a multiple of an approval.
HEAVY = 1.5

Make = Callable[[Path, int, int], Naive | Product]
COLUMNS = (
    "server",
    "phones",
    "CPU for a vote",
    "",
    "p50",
    "p95",
    "",
    "memory for a phone",
    "events to a phone",
    "votes lost",
    "load client's CPU",
)


def main() -> int:
    """Run the storms, print and write the table; 1 where a vote was lost or a target was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--phones", type=int, nargs="+", default=[100, 500, 1000])
    parser.add_argument("--held", type=int, default=2000, help="phones, Roundtable alone; 0: none")
    parser.add_argument("--seconds", type=int, default=20, help="of votes in each run")
    options = parser.parse_args()
    if not sys.platform.startswith("linux"):
        parser.exit(2, "This benchmark reads /proc: it runs on Linux.\n")
    _allow_sockets(max(options.held, *options.phones))
    storms = []
    for make, phones in _runs(options.phones, options.held):
        storms.append(_run(make, phones, options.seconds))
        print(_told(storms[-1]), file=sys.stderr, flush=True)
    text = table(storms, options.seconds)
    print(text)
    _write(text)
    return 0 if _good(storms) else 1


def _allow_sockets(phones: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < phones + 200:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, phones + 200), hard))


def _runs(sizes: list[int], held: int) -> Iterator[tuple[Make, int]]:
    for size in sizes:
        yield Naive, size
        yield Product, size
    yield partial(Naive, compression=False), sizes[-1]
    yield partial(Product, told=True), sizes[-1]
    yield partial(Product, ranking=True), sizes[-1]
    if held:
        yield Product, held


def _run(make: Make, phones: int, seconds: int) -> Storm:
    with tempfile.TemporaryDirectory(prefix="roundtable-bench-") as name:
        folder = Path(name)
        return storm(make(folder, phones, options_for(phones, seconds)), folder, seconds)


def _told(one: Storm) -> str:
    said = f"{one.name}, {one.phones} phones: {one.measured.cpu:.2f} ms, p95 {one.p95:.1f} ms, "
    return said + f"{one.lost} of {one.sent} lost" + "".join(f"\n  {r}" for r in one.refused[:3])


def _good(storms: list[Storm]) -> bool:
    largest = max(one.phones for one in storms if one.name == "naive")
    naive, ours, *_ = [one for one in storms if one.phones == largest]
    return (
        not any(one.lost for one in storms if "Roundtable" in one.name)
        and ours.measured.cpu <= naive.measured.cpu * CPU_SHARE
        and ours.p95 <= naive.p95 * LATENCY_SHARE
        and all(times <= HEAVY for times in heavy(storms))
    )


def heavy(storms: list[Storm]) -> tuple[float, float]:
    """How many times an approval a whole ranking costs, in CPU and in p95, at the same number of phones."""
    ranked = next(one for one in storms if "rankings" in one.name)
    plain = next(o for o in storms if o.name == "Roundtable" and o.phones == ranked.phones)
    return ranked.measured.cpu / plain.measured.cpu, ranked.p95 / plain.p95


def table(storms: list[Storm], seconds: int) -> str:
    """The storms as a table in Markdown, with what it needs to be understood."""
    naive = {one.phones: one for one in storms if one.name == "naive"}
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---|" + "--:|" * (len(COLUMNS) - 1)]
    lines += ["| " + " | ".join(_row(one, naive.get(one.phones))) + " |" for one in storms]
    return "\n".join(lines) + "\n\n" + _explained(seconds, *heavy(storms))


def _row(one: Storm, naive: Storm | None) -> list[str]:
    other = None if one is naive else naive
    return [
        one.name,
        f"{one.phones:,}",
        f"{one.measured.cpu:.2f} ms",
        _share(one.measured.cpu, other and other.measured.cpu),
        f"{_short(one.p50)} ms",
        f"{_short(one.p95)} ms",
        _share(one.p95, other and other.p95),
        f"{one.memory:.0f} kB",
        f"{one.told:.1f}/s",
        f"{one.lost} of {one.sent:,}",
        f"{one.measured.client_cpu:.2f} ms",
    ]


def _share(ours: float, theirs: float | None) -> str:
    return f"1/{theirs / ours:.1f}" if theirs else ""


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def _explained(seconds: int, cpu: float, p95: float) -> str:
    return f"""\
{RATE} votes a second at random times from all phones, for {seconds} s, on one machine, one run after
the other. *CPU* is the server's, user and system, from the first vote to the last answer; *p50* and
*p95* are from sending a vote to its acknowledgement. Fractions compare with the naive server at the
same number of phones. *naive* is `benchmarks/naive_server.py`: Flask-SocketIO, eventlet, SQLAlchemy;
it commits each vote and sends the new tallies to everyone. Roundtable hides tallies until the
reveal and tells each phone of its own vote; a console and a screen are connected and kept up to date.
In *Roundtable, all told* every phone is also sent a frame at each tick, because a facilitator edits a
title all the time. In *Roundtable, rankings of {RANKED}* each vote is a whole ranking, the heaviest
ballot there is: {cpu:.2f} times the CPU of an approval, {p95:.2f} times its p95. Phones offer
compression as every browser does: the naive server accepts it, Roundtable does not; *no compression*
shows the naive server without. Where it cannot keep up, it sends the tallies late and in bunches,
which is cheaper for each vote and slower for everyone. Both commit durably (WAL, `synchronous=FULL`).
A vote is lost if it is not acknowledged within {PATIENCE} s of the storm's end, or not found once in
the database and once in the tallies.
"""


def _write(text: str) -> None:
    """Put the table between the marks in the README, if it has them."""
    if README.exists() and MARKS.search(old := README.read_text("utf-8")):
        README.write_text(MARKS.sub(lambda m: f"{m[1]}{text}{m[2]}", old), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
