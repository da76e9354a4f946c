"""Languages: packs of wording, dates, ordinals, names of States, typography."""

from dipdocs.language.pack import Pack, available, load

__all__ = ["Pack", "available", "load"]
