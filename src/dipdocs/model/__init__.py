"""The model: what a user writes, validated. Plain values, no wording, no file format."""

from dipdocs.model.attachments import Annex, Appendix, Attachment, Done, Enclosure
from dipdocs.model.base import Declined, FileReader, LocalizedPhrase, LocalizedText, Strict
from dipdocs.model.body import Body, ImageFile, LocalizedBody
from dipdocs.model.circulation import AgendaItem, Circulation, OrganEntry, Reissue, Request
from dipdocs.model.documents import (
    Correspondence,
    Declaration,
    Document,
    Letter,
    NoteVerbale,
)
from dipdocs.model.letterhead import Letterhead
from dipdocs.model.parsing import json_schema, json_schema_text, parse_document
from dipdocs.model.parties import Party
from dipdocs.model.terms import LANGUAGES, Language

__all__ = [
    "LANGUAGES",
    "AgendaItem",
    "Annex",
    "Appendix",
    "Attachment",
    "Body",
    "Circulation",
    "Correspondence",
    "Declaration",
    "Declined",
    "Document",
    "Done",
    "Enclosure",
    "FileReader",
    "ImageFile",
    "Language",
    "Letter",
    "Letterhead",
    "LocalizedBody",
    "LocalizedPhrase",
    "LocalizedText",
    "NoteVerbale",
    "OrganEntry",
    "Party",
    "Reissue",
    "Request",
    "Strict",
    "json_schema",
    "json_schema_text",
    "parse_document",
]
