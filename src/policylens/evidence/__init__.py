"""Evidence: the documents' own texts, and finding in a reader's copy the passages on which claims rest."""
