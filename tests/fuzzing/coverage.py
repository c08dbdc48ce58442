"""One target tried by coverage: atheris changes inputs, and keeps those that reach code which none before them reached.

`python -m fuzzing.coverage TARGET ...`: what follows is for libFuzzer.
"""

import sys

import atheris

with atheris.instrument_imports(include=["policylens", "html", "_markupbase", "csv", "jinja2"]):
    from fuzzing.targets import TARGETS


def main() -> None:
    """Try a target until libFuzzer says that it is enough, or something fails."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name].run)
    atheris.Fuzz()


main()
