"""The program: what `termkit` and `python -m termkit` run."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Load the command line and run it; Ctrl-C while it loads ends it with a word, as it does later."""
    try:
        from termkit.cli import main as run  # noqa: PLC0415  only here can what it takes to load be interrupted
    except KeyboardInterrupt:
        sys.stderr.write("termkit: stopped\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
