"""The pages of docs/ that are made: one module a page."""
