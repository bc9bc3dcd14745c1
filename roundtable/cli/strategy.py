"""`roundtable strategy create`."""

from __future__ import annotations

import click

from roundtable import i18n, new_strategy, words
from roundtable.cli.installation import Failed, find, installation, json_option, tell
from roundtable.core import codes
from roundtable.core.errors import Refused


@click.group()
def strategy() -> None:
    """Strategies, which are written from the results of several roundtables."""


@strategy.command(
    epilog="\b\nExample:\n  roundtable strategy create --city Testburg --title Work --room KLM482",
)
@click.option("--city", required=True, help="The city whose strategy it is.")
@click.option("--title", required=True, help="What it is called.")
@click.option(
    "--language",
    type=click.Choice(list(i18n.interface_languages())),
    default=i18n.SOURCE,
    show_default=True,
    help="The language it is written in.",
)
@click.option("--room", "rooms", multiple=True, metavar="CODE", help="A roundtable to take in.")
@json_option
def create(city: str, title: str, language: str, rooms: tuple[str, ...], as_json: bool) -> None:
    """Start a strategy and print the link of its coordinator.

    Roundtables have to be of the same city; more can be taken in later, in the workspace.
    """
    with installation() as here:
        try:
            with here.database.write() as session:
                made, secret = new_strategy.start(
                    session,
                    city=city,
                    title=title,
                    language=language,
                    rooms=[find(session, typed).code for typed in rooms],
                    label="command line",
                )
                code = made.code
        except Refused as refused:
            raise Failed(_sentence(refused, city)) from None
        link = f"{here.address}/k/{secret}"
    words = f"Code         {codes.show(code)}\nCoordinator  {link}"
    tell(as_json, {"code": code, "coordinator": link}, words)


def _sentence(refused: Refused, city: str) -> str:
    if refused.field == "code":
        return f"A roundtable of another city cannot be taken in; all have to be of {city}."
    with i18n.apart(i18n.SOURCE):
        return words.say(refused)
