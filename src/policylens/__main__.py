"""The program's beginning and end: `policylens`, or `python -m policylens`."""

import gc
import sys


def main() -> None:
    """Run the program and exit; quietly, with 130, wherever in it somebody interrupts."""
    # What a run makes stays until its end, and there are few cycles in it: looking for them again and again, and once
    # more at the end, would cost a fifth of a short run.
    gc.set_threshold(200_000)
    try:
        from policylens.cli.main import main as program

        code = program()
        gc.freeze()
    except KeyboardInterrupt:
        code = 130  # `ExitCode.INTERRUPTED`, which may not be there yet
    sys.exit(code)


if __name__ == "__main__":
    main()
