"""What a stand-alone program starts with."""

import multiprocessing
import sys

from cgtatlas.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
