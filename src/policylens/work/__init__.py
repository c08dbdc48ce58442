"""The same work on many things, spread over the cores of the machine."""
