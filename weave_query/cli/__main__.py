"""`python -m weave_query.cli`: the command line where the script is not on the path."""

import sys

from weave_query.cli import main

sys.exit(main())
