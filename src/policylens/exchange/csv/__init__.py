"""CSV: a corpus as tidy tables, out and in, and one long table with a row for each statement, in."""
