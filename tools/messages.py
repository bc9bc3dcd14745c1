"""Tell how complete each catalogue is; `make messages` ends with it."""

from __future__ import annotations

import sys

from babel.messages.pofile import read_po

from tools import environment

CATALOGUES = "roundtable/translations/*/LC_MESSAGES/*.po"


def main() -> int:
    """Print each catalogue's untranslated texts; exit code 1 if there are any."""
    missing = 0
    for po in sorted(environment.ROOT.glob(CATALOGUES)):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        open_texts = [message.id for message in catalogue if message.id and not done(message)]
        print(f"{catalogue.locale}: {len(catalogue)} texts, {len(open_texts)} to translate")
        for text in open_texts:
            print(f"  {text!r}")
        missing += len(open_texts)
    return 1 if missing else 0


def done(message: object) -> bool:
    """Whether a message is translated in all its plural forms and confirmed."""
    text = getattr(message, "string", "")
    forms = text if isinstance(text, tuple | list) else [text]
    return all(forms) and not getattr(message, "fuzzy", False)


if __name__ == "__main__":
    sys.exit(main())
