"""Draws `templates/pictures/recycling.png`: three arrows that follow one another round a triangle.

The universal recycling symbol (Unicode U+267B) in our own lines. Needs Pillow, which nothing else
here does: `pip install pillow`, `python tools/draw_recycling_mark.py`.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

SIZE, FINER = 240, 8
"""Pixels of the picture, and how much finer it is drawn first."""
SIDE = 0.265
"""How far the middle of a band lies from the centre, the picture being 1 wide."""
HALF = 0.087
"""Half the width of a band."""
HEAD, TAIL, BASE, TIP = 0.163, 0.097, -0.141, 0.018
"""Half the width of an arrow's head; where on a side tail, base of the head and tip lie."""
LOW = 0.065
"""How far below the middle the centre lies: a triangle is taller over it than under it."""
FILE = Path(__file__).resolve().parents[1] / "templates" / "pictures" / "recycling.png"

Point = tuple[float, float]


def on_side(angle: float, out: float, along: float) -> Point:
    """A point `out` from the centre and `along` a side (clockwise) whose normal has that angle."""
    turned = math.radians(angle)
    x = out * math.cos(turned) + along * math.sin(turned)
    y = out * math.sin(turned) - along * math.cos(turned)
    return x, y


def arrow(first: float) -> list[Point]:
    """An arrow from the side with that normal round the corner to the next one, clockwise."""
    second = first - 120
    outer, inner = SIDE + HALF, SIDE - HALF
    reach_out, reach_in = outer * math.sqrt(3), inner * math.sqrt(3)
    cut = 0.95 * HALF * math.sqrt(3) * 2
    return [
        on_side(first, inner, TAIL),
        on_side(first, outer, TAIL),
        on_side(first, outer, reach_out - cut),
        on_side(second, outer, cut - reach_out),
        on_side(second, outer, BASE),
        on_side(second, SIDE + HEAD, BASE),
        on_side(second, SIDE, TIP),
        on_side(second, SIDE - HEAD, BASE),
        on_side(second, inner, BASE),
        on_side(second, inner, -reach_in),
        on_side(first, inner, reach_in),
    ]


def main() -> None:
    """Draw and write the picture."""
    whole = SIZE * FINER
    image = Image.new("L", (whole, whole), 255)
    draw = ImageDraw.Draw(image)
    for first in (150, 30, -90):
        points = [(whole * (0.5 + x), whole * (0.5 + LOW - y)) for x, y in arrow(first)]
        draw.polygon(points, fill=0)
    small = image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    small = small.quantize(16, dither=Image.Dither.NONE)
    FILE.parent.mkdir(exist_ok=True)
    small.save(FILE, optimize=True, dpi=(720, 720))


if __name__ == "__main__":
    main()
