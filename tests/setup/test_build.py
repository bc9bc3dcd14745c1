"""What is locked and brought in: complete, hashed, without addresses, and what the pages expect."""

import gettext
import json
import re
import shutil
import struct
import tomllib
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).parent.parent.parent
VENDOR = ROOT / hatch_build.VENDOR
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z-]+\])?==(\S+)", re.MULTILINE)
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Send"
msgstr "Trimite"

#, fuzzy
msgid "Leave"
msgstr "Pleacă?"
"""


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", "package.json", ".npmrc"])
def test_no_lock_names_a_registry(name: str) -> None:
    # What remains in npm's lock are the pages where authors ask for support.
    without_funding = re.sub(r'"funding": \{[^}]*\}', "", (ROOT / name).read_text())
    assert re.findall(r"[a-z]+://\S+", without_funding) == []


def test_each_npm_package_is_hashed() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    unhashed = [name for name, entry in packages.items() if name and "integrity" not in entry]
    assert unhashed == []


def test_every_dependency_is_locked_and_both_locks_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, dev = (dict(PINNED.findall((ROOT / name).read_text())) for name in LOCKS[:2])
    assert names(project["dependencies"]) <= run.keys()
    assert names(project["optional-dependencies"]["dev"]) <= dev.keys()
    assert run.items() <= dev.items()


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=]", requirement)[0] for requirement in requirements}


def test_everything_was_brought_with_its_licence() -> None:
    assert [name for name in hatch_build.FILES if not (VENDOR / name).exists()] == []
    assert len(list((VENDOR / "LICENSES").iterdir())) == 9


@pytest.mark.parametrize("script", sorted(VENDOR.glob("*.js")), ids=lambda path: path.name)
def test_a_script_is_self_contained_and_obeys_the_content_policy(script: Path) -> None:
    text = script.read_text()
    assert "sourceMappingURL" not in text
    assert not re.search(r"\beval\(|new Function\(", text)
    assert not re.search(r"^import\s|\bfrom\s*[\"'][^\"']+[\"']\s*;", text, re.MULTILINE)
    assert re.search(r"\bexport\b", text)


@pytest.mark.parametrize("font", sorted(VENDOR.glob("fonts/*.ttf")), ids=lambda path: path.name)
def test_a_font_for_documents_is_static(font: Path) -> None:
    data = font.read_bytes()
    tables = {
        data[start : start + 4]
        for start in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)
    }
    assert b"glyf" in tables
    assert b"fvar" not in tables


def test_nothing_is_fetched_when_the_locks_are_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert hatch_build.bring_libraries(ROOT) is False


def test_a_changed_lock_makes_the_copies_stale(tmp_path: Path) -> None:
    for name in hatch_build.NPM_FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    assert hatch_build.fingerprint(tmp_path) == hatch_build.fingerprint(ROOT)
    lock = tmp_path / "package-lock.json"
    lock.write_text(lock.read_text().replace("4.8.4", "4.8.5"))
    assert hatch_build.fingerprint(tmp_path) != hatch_build.fingerprint(ROOT)


def test_translations_are_compiled_without_what_nobody_confirmed(tmp_path: Path) -> None:
    folder = tmp_path / hatch_build.TRANSLATIONS / "ro" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(PO, encoding="utf-8")
    assert hatch_build.compile_translations(tmp_path) == [folder / "messages.mo"]
    assert hatch_build.compile_translations(tmp_path) == []
    with (folder / "messages.mo").open("rb") as compiled:
        texts = gettext.GNUTranslations(compiled)
    assert (texts.gettext("Send"), texts.gettext("Leave")) == ("Trimite", "Leave")
