"""Any bytes at all, fed to every reader; any texts at all, written in every format.

`targets` says what is tried and what must hold; `coverage` and `properties` try it; `python -m fuzzing` runs them, each
for a bounded time. What they find is kept in `tests/finds/`, and `test_finds.py` tries it with every run of the tests.
"""
