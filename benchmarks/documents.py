"""What a large strategy's PDF costs, beside reportlab alone for the same boxes.

    python -m benchmarks.documents [--proposals 600] [--charts 80] [--turns 3]

Two roundtables of 300 proposals each become a strategy of more than 100 pages with 80 charts. It is made by
turns as the tagged PDF of the product, and by reportlab alone (`benchmarks/bare.py`), each in a process of
its own. It fails where the product takes more than twice the CPU, or 400 MB of memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from benchmarks import bare, large_strategy
from roundtable.reports import document_pdf
from roundtable.reports.fonts import Fonts

#: How many times the CPU of reportlab alone it may take, and how much memory (MB).
MOST, MEMORY = 2.0, 400.0
KINDS = ("bare reportlab", "tagged PDF")


@dataclass(frozen=True, slots=True)
class Made:
    """One making: seconds of CPU, pages, the whole process's largest memory in MB."""

    cpu: float
    pages: int
    memory: float


def main() -> int:
    """Print the table; 1 where it took too much."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for name, value in (("proposals", 600), ("charts", 80), ("turns", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--one", nargs=2, metavar=("KIND", "RECORDS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_one(options.one[0], Path(options.one[1]), options.charts)))
        return 0
    found: dict[str, list[Made]] = {kind: [] for kind in KINDS}
    print("| turn | made by | CPU | pages | memory |\n|--:|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="roundtable-bench-") as folder:
        records = Path(folder) / "records.json"
        records.write_text(
            json.dumps(large_strategy.rooms(Path(folder), options.proposals)), "utf-8"
        )
        for turn in range(options.turns):
            for kind in KINDS:
                one = _apart(kind, records, options.charts)
                found[kind].append(one)
                told = f"{one.cpu:.2f} s | {one.pages} | {one.memory:.0f} MB"
                print(f"| {turn + 1} | {kind} | {told} |", flush=True)
    alone, ours = (min(one.cpu for one in found[kind]) for kind in KINDS)
    memory = max(one.memory for one in found[KINDS[1]])
    print(f"\nbest CPU: {ours:.2f} / {alone:.2f} s = {ours / alone:.2f}; memory {memory:.0f} MB")
    return 1 if ours > MOST * alone or memory > MEMORY else 0


def _apart(kind: str, records: Path, charts: int) -> Made:
    """Make it in a process of its own. Raises `CalledProcessError`."""
    command = [sys.executable, "-m", "benchmarks.documents", "--charts", str(charts)]
    done = subprocess.run(
        [*command, "--one", kind, str(records)], stdout=subprocess.PIPE, check=True
    )
    return Made(**json.loads(done.stdout))


def _one(kind: str, records: Path, charts: int) -> dict[str, float]:
    document = large_strategy.document(json.loads(records.read_text("utf-8")), charts)
    fonts = Fonts()
    start = time.process_time()
    made = bare.make(document) if kind == KINDS[0] else document_pdf.make(document, fonts)
    cpu = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024 / 1000
    return {"cpu": cpu, "pages": len(PdfReader(BytesIO(made)).pages), "memory": memory}


if __name__ == "__main__":
    sys.exit(main())
