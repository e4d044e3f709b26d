"""``python -m detente`` is the command ``detente``."""

import sys

from detente.cli import main

sys.exit(main())
