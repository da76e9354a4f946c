"""Rules of symbols: one for each organ, well formed, joined as the United Nations joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dipdocs.errors import Finding
from dipdocs.practice.rule import Review, rule
from dipdocs.practice.words import words

SERIES = {
    "general-assembly": "A/",
    "security-council": "S/",
    "economic-and-social-council": "E/",
    "human-rights-council": "A/HRC/",
    "trusteeship-council": "T/",
    "conference-on-disarmament": "CD/",
}
"""How the symbols of each organ begin."""

_SUFFIXES = {"add": "Add", "addendum": "Add", "corr": "Corr", "corrigendum": "Corr", "rev": "Rev",
             "revision": "Rev", "amend": "Amend", "amendment": "Amend"}  # fmt: skip
_SUFFIX = re.compile(
    r"[/ .-]+(add(?:endum)?|corr(?:igendum)?|rev(?:ision)?|amend(?:ment)?)[. /-]*(\d+|[IVX]+)\.?"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_GOOD = re.compile(r"/(Add|Corr|Rev|Amend)\.([1-9]\d*)(?![A-Za-z0-9])")
_SPACE = re.compile(r"\s*/\s+|\s+/\s*")
_JOINED = re.compile(
    r"(?<![\w/])((?:[A-Z]{1,4})/[\w./-]*[\w.])(\s*[-‑—−]\s*|\s+–\s*|–\s+)((?:[A-Z]{1,4})/\d[\w./]*\w)"
)
_TWO_IN_ONE = re.compile(r"\s*[-‑–—−;,]\s*(?=[A-Z]{1,4}/)")


@rule
def symbols_of_organs(review: Review) -> Iterator[Finding]:
    """A document bears a symbol for each organ, of that organ's series.

    Source: un-format.md §9.
    Example: `symbols: [S/2009/343]` for the General Assembly and the Security Council.
    """
    circulation = review.document.circulation
    if circulation is None or not circulation.symbols:
        return
    if any(_TWO_IN_ONE.search(symbol) for symbol in circulation.symbols):
        return  # `joined-symbols` speaks of it
    organs = list(dict.fromkeys(entry.organ for entry in circulation.organs))
    if len(organs) != len(circulation.symbols):
        yield Finding(
            f"{len(circulation.symbols)} symbols for {len(organs)} organs",
            field="circulation.symbols",
            found=", ".join(circulation.symbols),
            expected="one for each organ, in their order",
            fix=f"give the symbols of {', '.join(organs)}",
        )
        return
    for index, (organ, symbol) in enumerate(zip(organs, circulation.symbols, strict=True)):
        series = SERIES.get(organ)
        if series is not None and not symbol.startswith(series):
            yield Finding(
                f"the symbol {symbol!r} is not of the series of its organ",
                field=f"circulation.symbols[{index}]",
                found=symbol,
                expected=f"{series}… for the organ {organ!r}",
                fix="put symbols and organs in the same order, or correct the symbol",
            )


@rule
def joined_symbols(review: Review) -> Iterator[Finding]:
    """The symbols of a joint document are joined by an en dash without spaces.

    Source: un-format.md §9; UN Editorial Manual, document symbols. In `symbols` each stands alone.
    Example: "A/63/914-S/2009/343" in the text; `symbols: A/63/914-S/2009/343`.
    """
    circulation = review.document.circulation
    for index, symbol in enumerate(circulation.symbols if circulation else ()):
        parts = _TWO_IN_ONE.split(symbol)
        if len(parts) > 1:
            yield Finding(
                "two symbols in one",
                field=f"circulation.symbols[{index}]",
                found=symbol,
                expected=f"[{', '.join(parts)}]",
                fix="write each symbol of its own; the dash is set between them",
            )
    for passage in review.own:
        for match in passage.find(_JOINED):
            right = f"{match[1]}–{match[3]}"
            yield passage.at(
                match,
                "symbols of a joint document are joined by an en dash, without spaces",
                expected=right,
                fix=f"write {right}",
            )


@rule
def symbol_suffix(review: Review) -> Iterator[Finding]:
    """A suffix is /Add.1, /Corr.1, /Rev.1 or /Amend.1; after a corrigendum none but a revision.

    Source: un-format.md §9.
    Example: `A/63/914/add1`, `A/63/914 Corr. 1`, `A/63/914/Corr.1/Add.1`.
    """
    circulation = review.document.circulation
    for index, symbol in enumerate(circulation.symbols if circulation else ()):
        right = _SPACE.sub("/", symbol)
        right = _SUFFIX.sub(lambda match: f"/{_SUFFIXES[match[1].lower()]}.{match[2]}", right)
        field = f"circulation.symbols[{index}]"
        if right != symbol:
            yield Finding(
                "the symbol's suffix is not written as the United Nations writes it",
                field=field,
                found=symbol,
                expected=right,
                fix=f"write {right}",
            )
            continue
        kinds = [kind for kind, _ in _GOOD.findall(symbol)]
        after_corrigendum = (after for kind, after in pairwise(kinds) if kind == "Corr")
        if len(kinds) != len(set(kinds)) or set(after_corrigendum) - {"Rev"}:
            yield Finding(
                "the symbol's suffixes are in no order that documents have",
                field=field,
                found=symbol,
                expected="each suffix once, a corrigendum last: /Rev.1/Add.1/Corr.1",
                fix="put the suffixes in order",
            )


@rule
def distribution_of_symbol(review: Review) -> Iterator[Finding]:
    """A symbol with /L. is of limited, one with /R. of restricted distribution, and the reverse.

    Source: un-format.md §9 (general, limited: L., restricted: R.).
    Example: `symbols: A/63/L.4` without `distribution: limited`.
    """
    circulation = review.document.circulation
    if circulation is None:
        return
    for index, symbol in enumerate(circulation.symbols):
        match = re.search(r"/(L|R)\.\d", symbol)
        right = {"L": "limited", "R": "restricted"}[match[1]] if match else "general"
        if circulation.distribution != right:
            yield Finding(
                f"the symbol {symbol!r} is of {right} distribution",
                field="circulation.distribution"
                if circulation.distribution != "general"
                else f"circulation.symbols[{index}]",
                found=circulation.distribution,
                expected=right,
                fix=f"distribution: {right}, or correct the symbol",
            )


@rule
def en_dash(review: Review) -> Iterator[Finding]:
    """Numbers and years from one to another are joined by an en dash.

    Source: UN Editorial Manual, punctuation (English, Russian; other languages keep the hyphen).
    Example: "the biennium 2026-2027", "paragraphs 3-7".
    """
    for passage in review.own:
        for form in words(passage.language).ranges:
            for match in passage.find(form.find):
                right = match.expand(form.write)
                yield passage.at(
                    match,
                    "a hyphen where an en dash belongs",
                    expected=right,
                    fix=f"write {right}",
                )
