#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Draw coloured terminal output, read from standard input, as an SVG.

The picture in the README is made by examples/picture.sh with it.
"""
import html
import re
import sys

WIDTH, HEIGHT, MARGIN = 8.43, 18, 16
BACKGROUND, FOREGROUND = "#1c2128", "#d0d7de"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#76e3ea"}


def style(codes):
    """Attributes of the text that an SGR sequence is followed by."""
    fill, weight = FOREGROUND, ""
    for code in codes.split(";"):
        fill = COLOURS.get(code, fill)
        if code == "1":
            weight = ' font-weight="bold"'
            fill = "#ffffff" if fill == FOREGROUND else fill
        if code == "2":
            fill = "#8b949e"
    return f'fill="{fill}"{weight}'


def spans(line):
    """The text of a line in pieces: (column, attributes, text)."""
    column, now = 0, style("0")
    for piece in re.split(r"(\033\[[0-9;]*m)", line):
        if piece.startswith("\033"):
            now = style(piece[2:-1])
        elif piece:
            yield column, now, piece
            column += len(piece)


def draw(lines):
    """The SVG of all lines; each piece stands where its column is."""
    plain = [re.sub(r"\033\[[0-9;]*m", "", line) for line in lines]
    width = 2 * MARGIN + WIDTH * max(map(len, plain))
    height = 2 * MARGIN + HEIGHT * len(lines)
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" '
           f'height="{height}" font-size="14" xml:space="preserve" '
           f'font-family="DejaVu Sans Mono, monospace">')
    yield (f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>')
    for row, line in enumerate(lines):
        y = MARGIN + HEIGHT * row + 14
        for column, attributes, text in spans(line):
            yield (f'<text x="{MARGIN + WIDTH * column:.2f}" y="{y}" '
                   f'{attributes}>{html.escape(text)}</text>')
    yield "</svg>"


if __name__ == "__main__":
    print("\n".join(draw(sys.stdin.read().rstrip("\n").split("\n"))))
