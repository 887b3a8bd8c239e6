"""``python -m app.cli`` is ``linie302``."""

import sys

from app.cli import main

sys.exit(main())
