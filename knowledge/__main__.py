"""`python -m knowledge COMMAND`: see `knowledge.cli`."""

from knowledge.cli import main

if __name__ == "__main__":
    main()
