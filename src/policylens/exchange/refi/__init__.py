"""REFI-QDA: codebooks and projects that programs for qualitative data analysis exchange (qdasoftware.org)."""
