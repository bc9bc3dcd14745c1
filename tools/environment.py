"""Make `.venv` hold exactly what is locked, and the browser libraries beside it.

`python3 tools/environment.py run` for serving, `test` for development as well. Only the standard
library is used, for nothing is installed yet. What is already right is not touched, so the second
call takes a fraction of a second and no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
# `node --test` takes a list of files and closes with a summary from here on.
OLDEST_NODE = 20


def main(arguments: list[str]) -> None:
    """Bring the environment for `run` or `test` up to date."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file also meets an older one
        sys.exit(f"Roundtable needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        sys.exit("usage: python3 tools/environment.py run|test")
    make_venv()
    install_locked(arguments[0])
    install_node(arguments[0])
    call([str(PYTHON), "hatch_build.py"], "Could not bring the browser libraries.")
    install_project()


def make_venv() -> None:
    """Make `.venv`, anew if its Python went away or the project's folder was moved."""
    # A virtual environment holds absolute paths, so it is worth nothing in another folder.
    wanted = f"{ROOT}\n{sys.version_info[:2]}\n"
    if is_stamped("venv", wanted) and runs(PYTHON):
        return
    if Path(sys.prefix) == VENV:
        sys.exit("Leave the virtual environment first (deactivate): it has to be made anew.")
    say("Making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("This Python cannot make virtual environments: install python3-venv.")
    stamp("venv", wanted)


def runs(python: Path) -> bool:
    """Whether that interpreter still starts."""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", ""], check=False).returncode == 0


def install_locked(purpose: str) -> None:
    """Install the lock of `run` or `test`; the lock of `test` holds everything of `run`."""
    wanted = hash_of(LOCKS[purpose])
    if is_stamped(purpose, wanted):
        return
    say(f"Installing {LOCKS[purpose]}")
    pip("--requirement", LOCKS[purpose], "--require-hashes", "--only-binary=:all:", "--no-deps")
    stamp(purpose, wanted)
    if purpose == "test":
        stamp("run", hash_of(LOCKS["run"]))


def install_node(purpose: str) -> None:
    """Install Node and npm from PyPI where the machine has none that would do."""
    wanted = hash_of("requirements-node.lock")
    if is_stamped("node", wanted) or machine_has_node(purpose):
        return
    say("Installing Node, which this machine has not")
    pip("--requirement", "requirements-node.lock", "--require-hashes", "--no-deps")
    stamp("node", wanted)


def machine_has_node(purpose: str) -> bool:
    """Whether npm is here to bring libraries, and for tests a Node that is new enough."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    if purpose == "run":
        return True
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = told.strip().lstrip("v").split(".")[0]
    return major.isdecimal() and int(major) >= OLDEST_NODE


def install_project() -> None:
    """Install the project itself, editable, with the hashed build packages of the lock."""
    wanted = hash_of("pyproject.toml")
    if is_stamped("project", wanted):
        return
    pip("--no-build-isolation", "--no-deps", "--editable", ".")
    stamp("project", wanted)


def pip(*arguments: str) -> None:
    """Run the environment's `pip install`, quiet but for errors."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--quiet", "--no-input"]
    call([*command, *arguments], "Could not install what is locked; is there a network?")


def call(command: list[str], otherwise: str) -> None:
    """Run a command in the project's folder; end with the sentence `otherwise` if it fails."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(otherwise)


def hash_of(name: str) -> str:
    """SHA-256 of one of the project's files."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def is_stamped(name: str, wanted: str) -> bool:
    """Whether step `name` was last completed for the same input."""
    file = STAMPS / name
    return file.exists() and file.read_text(encoding="utf-8") == wanted


def stamp(name: str, done: str) -> None:
    """Note that step `name` is complete for this input."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(done, encoding="utf-8")


def say(words: str) -> None:
    """Tell what takes a while."""
    print(f"{words} ...", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
