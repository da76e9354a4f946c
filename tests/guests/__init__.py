"""Twenty files that five programs make of the same texts in four languages.

`texts` holds what is said and what a reader must find; each other module makes one program's files.
"""
