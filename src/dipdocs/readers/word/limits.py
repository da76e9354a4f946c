"""How large a guest may be. Each limit is far above real files and far below what does harm."""

from __future__ import annotations

MEGABYTE = 1_000_000

LARGEST_FILE = 60 * MEGABYTE
"""The file as it lies on the disk."""
MOST_PARTS = 5_000
"""Entries of the archive."""
LARGEST_XML = 40 * MEGABYTE
"""One part of XML, unpacked: some 3,000 pages."""
LARGEST_XML_TOGETHER = 60 * MEGABYTE
LARGEST_IMAGE = 25 * MEGABYTE
LARGEST_IMAGES_TOGETHER = 100 * MEGABYTE
HIGHEST_RATIO = 400
"""How many times larger than packed a part may be; asked of parts over `RATIO_FROM`."""
RATIO_FROM = 5 * MEGABYTE
MOST_PARAGRAPHS = 200_000
MOST_CELLS = 200_000
WIDEST_TABLE = 64
"""Columns of a table (Word's own limit is 63)."""
