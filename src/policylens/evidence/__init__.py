"""Evidence: the documents' own texts, and finding in a reader's copy the passages on which claims rest.

A passage is recorded by a locator and an anchor, its first and last words: the range of the W3C Web Annotation Data
Model (2017) with a text quote at either end, written as URL text fragments write it (WICG, URL Fragment Text
Directives). `extract` takes the text out of a file, by way of a process of its own (`apart`) where it is in a format
that is hard to read; `words` and `anchors` find the passage in it, exactly or approximately (Sellers 1980, Baeza-Yates
and Perleberg 1992, Myers 1999), `layout` says where things stand, `resolve` holds a record against a copy, `report` and
`coverage` do so for whole documents.
"""
