"""`roundtable demo` and `roundtable facilitator-link`."""

from __future__ import annotations

import click

from roundtable import demonstration, demonstration_strategy
from roundtable.actions.setup import make_key
from roundtable.cli.installation import (
    Failed,
    Installation,
    find,
    installation,
    json_option,
    tell,
)
from roundtable.commands import FACILITATOR
from roundtable.core import codes
from roundtable.core.formats import FormatError


@click.command(
    epilog="\b\nExample:\n  roundtable demo --stage vote\n  roundtable demo --strategy",
)
@click.option(
    "--stage",
    type=click.Choice(demonstration.STAGES),
    default="propose",
    show_default=True,
    help="Play the demonstration into this stage.",
)
@click.option(
    "--strategy",
    "written",
    is_flag=True,
    help="Make two roundtables that are over, and a strategy written from them.",
)
@json_option
def demo(stage: str, written: bool, as_json: bool) -> None:
    """Make a fresh demonstration with people, proposals and, later on, groups and votes.

    Prints its code and a link that makes the first browser to open it the facilitator; of a strategy
    its code, and a link for each role.
    """
    with installation(new=True) as here:
        try:
            data, words = _strategy(here) if written else _roundtable(here, stage)
        except FormatError as error:
            raise Failed(f"The demonstration cannot be read. {error}") from None
        except OSError as error:
            raise Failed(
                f"The demonstration cannot be read: {error.filename}: {error.strerror}."
            ) from None
    tell(as_json, data, words)


def _roundtable(here: Installation, stage: str) -> tuple[dict[str, object], str]:
    with here.database.write() as session:
        made = demonstration.seed(session, here.config.sessions_dir, stage)
        code = made.code
        secret = make_key(session, FACILITATOR, made, "demo", once=True)
    link, phones = f"{here.address}/k/{secret}", f"{here.address}/r/{code}"
    return (
        {"code": code, "stage": stage, "facilitator": link, "phones": phones},
        f"Code         {codes.show(code)}\nPhones       {phones}\nFacilitator  {link}   (works once)",
    )


def _strategy(here: Installation) -> tuple[dict[str, object], str]:
    rooms = demonstration_strategy.roundtables(here.database, here.config.sessions_dir)
    made = demonstration_strategy.build(here.database, rooms)
    links = {role: f"{here.address}/k/{secret}" for role, secret in made.secrets.items()}
    lines = [
        f"Code         {codes.show(made.code)}",
        f"Roundtables  {', '.join(map(codes.show, rooms))}",
        *(f"{role.title():<12} {link}" for role, link in links.items()),
    ]
    return {"code": made.code, "roundtables": list(rooms), **links}, "\n".join(lines)


@click.command(
    "facilitator-link",
    epilog="\b\nExample:\n  roundtable facilitator-link KLM482",
)
@click.argument("code")
@json_option
def facilitator_link(code: str, as_json: bool) -> None:
    """Print a one-time link that opens the console of the roundtable CODE.

    The first browser that opens it keeps the right; for anybody else the link is spent.
    """
    with installation() as here, here.database.write() as session:
        found = find(session, code)
        secret = make_key(session, FACILITATOR, found, "command line", once=True)
        link = f"{here.address}/k/{secret}"
        tell(as_json, {"code": found.code, "facilitator": link}, link)
