"""policylens: framework analysis of policy documents in plain text."""

__version__ = "0.1.0"
