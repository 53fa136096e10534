"""`python -m makker_site` is `makker`."""

import sys

from makker_site.cli import main

sys.exit(main())
