"""Projects of Discourse Network Analyzer (Leifeld, github.com/leifeld/dna), as its version 3 keeps them."""
