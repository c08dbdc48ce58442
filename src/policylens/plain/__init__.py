"""Results as plain data for other programs: JSON objects and CSV rows."""
