"""`roundtable check-format`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from roundtable.cli.installation import Failed, json_option, tell
from roundtable.core.demonstration import parse_demonstration
from roundtable.core.format_problems import FormatError
from roundtable.core.formats import Format, parse


@click.command(
    "check-format",
    epilog="\b\nExample:\n  roundtable check-format sessions/world-cafe.toml",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def check_format(files: tuple[Path, ...], as_json: bool) -> None:
    """Say whether FILES are formats, or what is wrong in which line and how to mend it.

    Starts nothing and needs no installation. Exit code 1 if anything is wrong.
    """
    found = [_check(path) for path in files]
    told = [line for each in found for line in each["problems"] or [each["words"]]]
    data = [{key: each[key] for key in ("file", "problems")} for each in found]
    wrong = sum(len(each["problems"]) for each in found)
    tell(as_json, {"files": data, "problems": wrong}, "\n".join(told))
    if wrong:
        raise Failed("1 problem to mend." if wrong == 1 else f"{wrong} problems to mend.")


def _check(path: Path) -> dict[str, Any]:
    """What there is to say of one file; no problems: it can be used."""
    try:
        text = path.read_text("utf-8")
        if path.stem == "demonstration":
            parse_demonstration(text, path.name)
            return {"file": str(path), "problems": [], "words": f"{path.name} can be used."}
        form = parse(text, path.name)
    except FormatError as error:
        return {"file": str(path), "problems": [each.sentence() for each in error.problems]}
    except UnicodeDecodeError:
        return {"file": str(path), "problems": [f"{path.name} is not UTF-8; save it as that."]}
    except OSError as error:
        raise Failed(f"{path} cannot be read: {error.strerror}.") from None
    return {"file": str(path), "problems": [], "words": _words(path, form)}


def _words(path: Path, form: Format) -> str:
    languages = ", ".join(form.languages)
    return (
        f"{path.name} can be used: {len(form.stages)} steps, {form.minutes} minutes, {languages}."
    )
