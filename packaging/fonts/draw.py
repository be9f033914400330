#!/usr/bin/env python3
"""Makes Patchbay's font from Inter; needed only for a newer Inter, so the build itself needs no Python.

JavaFX cannot switch a font's features on, so the figures of one width (tnum) are made the usual ones: numbers then
stand below each other without help. Signs that no screen of ours shows are left out. The result has a name of its own,
as the font's licence asks of whatever is changed. Run as: draw.py FOLDER_OF_INTER FOLDER_OF_THE_RESULTS
(Debian: fonts-inter, python3-fonttools).
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Patchbay Sans"
# Weight in the file's name: the family, the style and the weight that JavaFX is told.
WEIGHTS = {
    "Regular": (FAMILY, "Regular"),
    "Medium": (FAMILY + " Medium", "Regular"),
    "SemiBold": (FAMILY, "Bold"),
}
# Latin, Greek, Cyrillic; punctuation, money, arrows, mathematical and other signs.
SIGNS = [(0x20, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF),
         (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),
         (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF)]


def tabular(font):
    """Which glyph stands for which where figures are to have one width."""
    gsub = font["GSUB"].table
    lookups = {index for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
               for index in record.Feature.LookupListIndex}
    swaps = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(table, "ExtSubTable", table).mapping)
    return swaps


def make(source, target, family, style):
    font = TTFont(source)
    swaps = tabular(font)
    for table in font["cmap"].tables:
        for digit in map(ord, "0123456789"):
            if digit in table.cmap:
                table.cmap[digit] = swaps.get(table.cmap[digit], table.cmap[digit])  # tables may be one
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
                             hinting=True, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[sign for first, last in SIGNS for sign in range(first, last + 1)])
    subsetter.subset(font)
    full = family if style == "Regular" else family + " " + style
    for record in font["name"].names:
        record.string = {1: family, 2: style, 3: full + " for Patchbay", 4: full,
                         6: full.replace(" ", "")}.get(record.nameID, record.toUnicode())
    bold = style == "Bold"
    font["head"].macStyle = 1 if bold else 0
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    font.save(target)


if __name__ == "__main__":
    inter, results = map(Path, sys.argv[1:])
    for weight, (family, style) in WEIGHTS.items():
        make(inter / f"Inter-{weight}.otf", results / f"PatchbaySans-{weight}.otf", family, style)
