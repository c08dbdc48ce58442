"""One builder for each sort of page: result objects to blocks."""
