"""Collect the texts of Python, Jinja and JavaScript into the catalogues, and tell what is left.

`make messages` is this. What is extracted, and how, stands here and in `pyproject.toml` alone, so
that the test of the catalogues reads the same texts.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

import hatch_build
from tools import environment

CATALOGUES = Path("roundtable/translations")
TEMPLATE = Path("build/messages.pot")
LANGUAGES = ("ro",)
KEYWORDS = "lazy_gettext lazy_ngettext:1,2 lazy_pgettext:1c,2"


def main() -> int:
    """Extract, update each catalogue, compile them; exit code 1 if a text is not translated."""
    extract(TEMPLATE)
    for language in LANGUAGES:
        update(language)
    hatch_build.compile_translations(environment.ROOT)
    return 1 if sum(tell(catalogue(language)) for language in LANGUAGES) else 0


def catalogue(language: str) -> Catalog:
    """The catalogue of a language."""
    with po_of(language).open("rb") as source:
        return read_po(source, locale=language)


def po_of(language: str) -> Path:
    """The file of a catalogue."""
    return environment.ROOT / CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def extract(template: Path) -> None:
    """Write the project's texts to `template`, a .pot (a path from the project's folder)."""
    (environment.ROOT / template).parent.mkdir(parents=True, exist_ok=True)
    babel(
        "extract",
        "--mapping=pyproject.toml",
        f"--output={template}",
        f"--keywords={KEYWORDS}",
        # Babel leaves out what begins with "_" as well, and so would not see templates/_macros.
        "--ignore-dirs=.* __pycache__",
        "--add-location=file",
        "--no-wrap",
        "--project=Roundtable",
        "--version=0.1",
        "--msgid-bugs-address=the project's issues",
        ".",
    )


def update(language: str) -> None:
    """Bring a catalogue up to the template; a new language begins with nothing translated."""
    keeping = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date")
    action = ("update", *keeping) if po_of(language).exists() else ("init",)
    babel(
        *action,
        "--no-wrap",
        f"--input-file={TEMPLATE}",
        f"--output-dir={CATALOGUES}",
        f"--locale={language}",
    )


def babel(*arguments: str) -> None:
    """Run `pybabel` in the project's folder: what it writes down are paths from there."""
    with contextlib.chdir(environment.ROOT):
        CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]


def tell(texts: Catalog) -> int:
    """Print how complete a catalogue is; how many texts are to be translated."""
    left = [message for message in texts if message.id and not done(message)]
    print(f"{texts.locale}: {len(texts)} texts, {len(left)} to translate")
    for message in left:
        print(f"  {message.id!r}")
    return len(left)


def done(message: Message) -> bool:
    """Whether a message is translated in all its plural forms and confirmed."""
    text = message.string
    forms = text if isinstance(text, list | tuple) else [text]
    return all(forms) and not message.fuzzy


if __name__ == "__main__":
    sys.exit(main())
