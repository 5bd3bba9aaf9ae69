"""The command line with a simple extractor, and without pauses between requests to a site.

python -m tests.bot.providers.quick_child COMMAND …     see tests/knowledge/cli/child.py
"""

from knowledge.sources import web
from tests.knowledge.cli.child import install

if __name__ == "__main__":
    from knowledge.cli import main

    install(setattr)
    web.GAP = 0.0
    main()
