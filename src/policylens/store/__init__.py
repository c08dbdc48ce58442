"""Claims where they can be found by their words."""
