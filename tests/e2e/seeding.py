"""Run before a server starts: `python -m tests.e2e.seeding FOLDER:STAGE ...` prints the codes made.

FOLDER is a folder of session files with a demonstration, STAGE the kind of stage to play it into.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from roundtable import demonstration
from roundtable.config import Config
from roundtable.db import Database
from roundtable.start import prepare


def main(wanted: list[str]) -> None:
    """Make the roundtables in the order asked for."""
    config = Config.from_env()
    prepare(config)
    database = Database(config.database)
    codes = []
    for each in wanted:
        folder, _colon, stage = each.rpartition(":")
        with database.write() as session:
            codes.append(demonstration.seed(session, Path(folder), stage).code)
    database.dispose()
    print(json.dumps(codes))


if __name__ == "__main__":
    main(sys.argv[1:])
