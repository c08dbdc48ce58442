"""Markdown as a Word file: pandoc reads it and writes it, and in between it is made fit for paper.

`document` has the steps: pandoc turns the Markdown into a tree of its own (`pandoc`), of which only what a briefing is
made of is let through (`tree`), its tables are given columns that fit the paper (`tables`, `paper`), pandoc turns the
tree into a package with the styles of `templates/word/reference.docx`, and the package is completed (`package`).
"""
