"""The program's beginning and end: `policylens`, or `python -m policylens`."""

import gc
import sys


def main() -> None:
    """Run the program and exit."""
    # What a run makes stays until its end, and there are few cycles in it: looking for them again and again, and once
    # more at the end, would cost a fifth of a short run.
    gc.set_threshold(200_000)
    from policylens.cli.main import main as program

    code = program()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
