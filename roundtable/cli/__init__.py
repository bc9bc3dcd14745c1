"""The command line `roundtable`. Everything goes through the same commands as in the room."""

from __future__ import annotations

import click

from roundtable.cli.archive import import_csv, restore_archive
from roundtable.cli.documents import export
from roundtable.cli.formats import check_format
from roundtable.cli.house import demo, facilitator_link
from roundtable.cli.polis import import_polis
from roundtable.cli.replay import replay
from roundtable.cli.strategy import strategy
from roundtable.cli.verify import verify


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExit codes: 0 done, 1 failed (one sentence says why), 2 wrong usage.",
)
@click.version_option(package_name="roundtable")
def main() -> None:
    """Roundtable: a room proposes, groups, votes, and leaves with a strategy draft.

    Works on the installation that the environment names (SESSIONS_DIR, DATABASE_URL and so on),
    also while its server runs. With --json each command prints one JSON object, for scripts.
    """


for each in (
    demo,
    export,
    restore_archive,
    import_csv,
    import_polis,
    replay,
    facilitator_link,
    check_format,
    strategy,
    verify,
):
    main.add_command(each)
