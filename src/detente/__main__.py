"""The command ``detente``, also as ``python -m detente``."""

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command; an interruption ends it in one word even while it is being loaded."""
    try:
        from detente.cli import main as run  # noqa: PLC0415 - loading takes a moment

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
