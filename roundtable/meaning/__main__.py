"""``python -m roundtable.meaning``: see `worker`."""

import os
import sys

# One thread, whatever the libraries think: the room needs the others. They read this when they load.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

from roundtable.meaning.worker import main

if __name__ == "__main__":
    sys.exit(main())
