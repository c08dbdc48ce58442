"""Result objects in, text out. Nothing here prints, and nothing here computes a result."""
