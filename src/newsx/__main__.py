"""python -m newsx, and the command newsx: what is imported is imported here, so that Ctrl-C may come at any time."""

import sys


def main() -> None:
    """The command line; Ctrl-C before it is there ends it without a word, as later."""
    try:
        from newsx.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
