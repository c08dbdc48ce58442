"""YAML in, records and located problems out."""
