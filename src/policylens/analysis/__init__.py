"""What positions amount to: pure functions from records to result objects, without input or output."""
