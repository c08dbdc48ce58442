"""The commands: they parse, call, print and exit, and do nothing else."""
