"""Builds the fonts of this directory. Called by make.sh, which has checked the sources.

What is done to every font, and why:
  - characters: cut to charset() (whole.ttf keeps all that the source encodes);
  - layout tables dropped: without kerning and substitution the width of a string
    is the sum of its advances, so the screen and the printed page agree;
  - vertical metrics, hints, style attributes dropped: nothing here reads them;
  - cmap: one format 4 and one format 12 table, no Mac and no variation tables;
  - hmtx is written in full: some PDF writers append to the slice they read the
    short form from, and so write into the embedded font;
  - marks that the source lacks (▮ ▾ ✗ ☑ ₂ ...) are drawn by additions();
  - names: a family of our own, since a cut font may not carry a reserved name.
"""
import argparse
import bz2
import os
import re
import sys

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._h_m_t_x import table__h_m_t_x

DROP = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "JSTF", "DSIG", "meta", "vhea", "vmtx", "VORG",
        "gasp", "prep", "fpgm", "cvt ", "hdmx", "VDMX", "kern", "FFTM"]


def span(first, last):
    return set(range(first, last + 1))


def unihan(path, field):
    """One field of a Unihan file: code point -> value."""
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if line.startswith("U+"))
        return {int(row[0][2:], 16): row[2] for row in rows if row[1] == field}


def in_gbk(code):
    try:
        return bool(chr(code).encode("gbk"))
    except UnicodeEncodeError:
        return False


# Characters of personal names in use that neither table has.
NAMES = "龘靐䨻飝嚞奣掱尛囍祘峯崑崐崙嶽勳珮龢喦嵒堦晧暠濬"


def charset(mappings, variants):
    """The characters of the cut fonts, as (name, set of code points) in groups."""
    tgh = set(unihan(mappings, "kTGH"))
    assert len(tgh) == 8105, len(tgh)

    # Where GBK lacks the simplified form, software could not type it for decades, so
    # registers and identity cards carry the traditional one: 頔 for 𬱖.
    old = set()
    for code, value in unihan(variants, "kTraditionalVariant").items():
        if code in tgh and not in_gbk(code):
            old |= {int(v.split("<")[0][2:], 16) for v in value.split()}

    gb2312 = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                gb2312.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    hanzi = {c for c in gb2312 if 0x4E00 <= c <= 0x9FFF}
    assert len(hanzi) == 6763, len(hanzi)

    return [
        ("通用规范汉字表", tgh),
        ("GB 2312", gb2312),
        ("names: traditional forms", old),
        ("names: others", set(map(ord, NAMES))),
        ("Latin 0020-00FF", span(0x20, 0x7E) | span(0xA0, 0xFF)),
        ("Latin Extended-A", span(0x100, 0x17F)),
        ("General Punctuation", span(0x2010, 0x205E)),
        ("superscripts, subscripts", set(map(ord, "⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"))),
        ("letterlike, currency", set(map(ord, "€℃℅℉№℡™ΩK‰‱"))),
        ("fractions, Roman numerals", set(map(ord, "⅓⅔⅛⅜⅝⅞")) | span(0x2160, 0x216B) | span(0x2170, 0x2179)),
        ("arrows", span(0x2190, 0x2199) | set(map(ord, "⇒⇔"))),
        ("mathematics", set(map(ord, "×÷±−√∞∪∩∈∏∑∫∮∝∠∥⊥∧∨∵∴∶∷∽≈≌≠≡≤≥≦≧≮≯⊙⌒∅"))),
        ("enclosed", span(0x2460, 0x249B) | {0x24EA} | span(0x3220, 0x3229) | span(0x3251, 0x325F)
         | span(0x3280, 0x3289) | span(0x32B1, 0x32BF)),
        ("box drawing", span(0x2500, 0x254B)),
        ("geometric, marks", set(map(ord, "■□▢▲△▶▷▼▽◀◁◆◇○◎●★☆▸▾▴◂▮▯✓✔✗✘☐☑☒⚠█▌▏░▒▓"))),
        ("CJK Symbols and Punctuation", span(0x3000, 0x303F)),
        ("squared units", set(map(ord, "㎎㎏㎜㎝㎞㎡㎥㏄㏎㏑㏒㏕"))),
        ("full- and half-width forms", span(0xFF01, 0xFF9F) | span(0xFFE0, 0xFFE6) | span(0xFFE8, 0xFFEE)),
        ("replacement character", {0xFFFD}),
    ]


# ---- marks that a source lacks ----

def polygon(pen, points):
    """One closed contour. Clockwise fills, counter-clockwise cuts out."""
    pen.moveTo(points[0])
    for p in points[1:]:
        pen.lineTo(p)
    pen.closePath()


def rectangle(pen, x0, y0, x1, y1, hole=False):
    p = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    polygon(pen, p[::-1] if hole else p)


def cross(pen, x, y, r, t):
    """A saltire about (x, y), arms r long, half as thick as t."""
    polygon(pen, [(x, y + t), (x + r - t, y + r), (x + r, y + r - t), (x + t, y), (x + r, y - r + t), (x + r - t, y - r),
                  (x, y - t), (x - r + t, y - r), (x - r, y - r + t), (x - t, y), (x - r, y + r - t), (x - r + t, y + r)])


def tick(pen, x, y, r, t):
    """A check mark in the square about (x, y)."""
    polygon(pen, [(x - r, y), (x - r + t, y + t), (x - r // 3, y - r * 2 // 3 + 2 * t), (x + r - t, y + r),
                  (x + r, y + r - t), (x - r // 3, y - r * 2 // 3)])


def box(pen):
    rectangle(pen, 100, -20, 900, 780)
    rectangle(pen, 150, 30, 850, 730, hole=True)


def draw(pen, char):
    """Draw one mark in an em of 1000, centred on y = 380 as CJK glyphs are."""
    if char == "▮":
        rectangle(pen, 300, 0, 700, 760)
    elif char == "▯":
        rectangle(pen, 300, 0, 700, 760)
        rectangle(pen, 350, 50, 650, 710, hole=True)
    elif char == "▸":
        polygon(pen, [(320, 140), (320, 620), (735, 380)])
    elif char == "◂":
        polygon(pen, [(680, 620), (680, 140), (265, 380)])
    elif char == "▾":
        polygon(pen, [(260, 590), (740, 590), (500, 175)])
    elif char == "▴":
        polygon(pen, [(740, 170), (260, 170), (500, 585)])
    elif char == "▢" or char == "☐":
        box(pen)
    elif char == "☑":
        box(pen)
        tick(pen, 500, 380, 270, 50)
    elif char == "☒":
        box(pen)
        cross(pen, 500, 380, 250, 50)
    elif char == "✓":
        tick(pen, 500, 380, 380, 50)
    elif char == "✔":
        tick(pen, 500, 380, 380, 85)
    elif char == "✗":
        cross(pen, 500, 380, 330, 45)
    elif char == "✘":
        cross(pen, 500, 380, 330, 80)
    elif char == "\ufffd":
        polygon(pen, [(500, 860), (980, 380), (500, -100), (20, 380)])
        hole = TransformPen(pen, (-1, 0, 0, 1, 1000, 0))  # mirrored: turns the contour, so that it cuts out
        cross(hole, 500, 380, 190, 45)
    else:
        return False
    return True


# Small digits come from the font's own digits: scale, and rise above the base line.
SMALL = {c: (d, 340) for c, d in zip("⁰⁴⁵⁶⁷⁸⁹", "0456789")}
SMALL.update({c: (d, -130) for c, d in zip("₀₁₂₃₄₅₆₇₈₉", "0123456789")})


def additions(font, wanted):
    """Add what can be drawn of the wanted characters that the font lacks."""
    cmap = font.getBestCmap()
    glyphs, metrics = font.getGlyphSet(), font["hmtx"].metrics
    added = {}
    for code in sorted(wanted - set(cmap)):
        char, pen = chr(code), TTGlyphPen(None)
        if char in SMALL:
            digit, rise = SMALL[char]
            outline = DecomposingRecordingPen(glyphs)
            glyphs[cmap[ord(digit)]].draw(outline)
            outline.replay(TransformPen(pen, (0.6, 0, 0, 0.6, 0, rise)))
            advance = round(metrics[cmap[ord(digit)]][0] * 0.6)
        elif draw(pen, char):
            advance = 1000
        else:
            continue
        added["u%04X.drawn" % code] = (code, pen.glyph(), advance)
    order = font.getGlyphOrder() + list(added)
    for name, (code, glyph, advance) in added.items():
        font["glyf"].glyphs[name] = glyph
        glyph.coordinates.toInt()
        glyph.recalcBounds(font["glyf"])
        metrics[name] = (advance, glyph.xMin)
        for table in font["cmap"].tables:
            table.cmap[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    return {code for code, _, _ in added.values()}


# ---- tables ----

def full_hmtx(self, font):
    """Compile hmtx with an advance for every glyph, and say so in hhea."""
    order = font.getGlyphOrder()
    font["hhea"].numberOfHMetrics = len(order)
    data = bytearray()
    for name in order:
        advance, bearing = self.metrics[name]
        data += round(advance).to_bytes(2, "big") + round(bearing).to_bytes(2, "big", signed=True)
    return bytes(data)


table__h_m_t_x.compile = full_hmtx


def two_cmaps(font):
    """One format 4 table for the BMP and one format 12 table for all, shared by both platforms."""
    best = font.getBestCmap()
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, []
    bmp = {c: g for c, g in best.items() if c < 0x10000}
    for fmt, platform, encoding, mapping in ((4, 0, 3, bmp), (12, 0, 4, best), (4, 3, 1, bmp), (12, 3, 10, best)):
        sub = CmapSubtable.newSubtable(fmt)
        sub.platformID, sub.platEncID, sub.language, sub.cmap = platform, encoding, 0, dict(mapping)
        if fmt == 12:
            sub.reserved, sub.length, sub.nGroups = 0, 0, 0
        table.tables.append(sub)
    font["cmap"] = table


KEPT_NAMES = (0, 7, 8, 9, 10, 11, 12, 13, 14)  # copyright, trademark, makers, their addresses, licence


def rename(font, family, style, source):
    """Replace the names; keep the notices that the licence asks for."""
    table = font["name"]
    kept = [(i, table.getName(i, 3, 1, 0x409).toUnicode()) for i in KEPT_NAMES if table.getName(i, 3, 1, 0x409)]
    version = table.getName(5, 3, 1, 0x409).toUnicode().split(";")[0]
    table.names = []
    ribbi = style in ("Regular", "Bold")
    postscript = family.replace(" ", "") + "-" + style
    names = dict(kept)
    names.update({
        1: family if ribbi else family + " " + style,
        2: style if ribbi else "Regular",
        3: version + ";" + postscript,
        4: family + " " + style,
        5: version + "; modified for Kaohe",
        6: postscript,
    })
    if not ribbi:
        names.update({16: family, 17: style})
    for i in sorted(names):
        table.setName(names[i], i, 3, 1, 0x409)
    for n in table.names:
        if n.nameID in (1, 3, 4, 6, 16):
            assert not re.search("LXGW|霞鹜|Noto|Source", n.toUnicode(), re.I), n.toUnicode()
    assert 13 in names and 0 in names, source


def ranges(chars):
    """The code points as text: 0104-010F 0130."""
    runs = []
    for c in sorted(chars):
        if runs and c == runs[-1][1] + 1:
            runs[-1][1] = c
        else:
            runs.append([c, c])
    return " ".join("%04X" % a if a == b else "%04X-%04X" % (a, b) for a, b in runs)


def build(source, target, family, style, groups):
    """Write target; return the characters of groups that it does not have. groups None keeps everything encoded."""
    options = subset.Options()
    options.layout_features = []
    options.drop_tables = DROP
    options.hinting = False
    options.glyph_names = False
    options.legacy_cmap = False
    options.notdef_outline = True
    options.name_IDs, options.name_languages = ["*"], ["*"]
    options.recalc_timestamp = False
    options.recalc_bounds = True
    font = subset.load_font(source, options, dontLoadGlyphNames=False)
    asked = set().union(*(chars for _, chars in groups))
    keep = set(font.getBestCmap())
    if not target.endswith("whole.ttf"):
        keep &= asked
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=keep)
    cutter.subset(font)
    drawn = additions(font, asked)
    two_cmaps(font)
    rename(font, family, style, source)
    assert font["head"].unitsPerEm == 1000
    font.save(target, reorderTables=True)
    lacks = [(name, chars - keep - drawn) for name, chars in groups]
    print("%-18s %9d bytes, %5d glyphs, %5d characters; drawn here: %s" % (
        os.path.basename(target), os.path.getsize(target), len(font.getGlyphOrder()), len(font.getBestCmap()),
        "".join(map(chr, sorted(drawn))) or "none"))
    for name, chars in lacks:
        if chars:
            print("    lacks %3d of %-28s %s" % (len(chars), name + ":", ranges(chars)))


# ---- licences ----

def licences(args, out):
    """Write the licence texts with the copyright lines of packages and fonts."""
    from fontTools.ttLib import TTFont

    def notice(path):
        return TTFont(path, lazy=True)["name"].getName(0, 3, 1, 0x409).toUnicode().replace("\r\n", "\n")

    def write(name, text):
        text = "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"
        with open(os.path.join(out, name), "w", encoding="utf-8", newline="\n") as f:
            f.write(text)

    with open(os.path.join(args.sans, "LICENSE_FONT"), encoding="utf-8") as f:
        write("OFL-NotoSans.txt", f.read())
    with open(os.path.join(args.serif, "LICENSE_FONT"), encoding="utf-8") as f:
        write("OFL-NotoSerif.txt", notice(os.path.join(args.serif, "400Regular/NotoSerifSC_400Regular.ttf")) + "\n" + f.read())
    with open(args.kai_copyright, encoding="utf-8") as f:
        deb = f.read()
    body = re.search(r"^License: OFL-1\.1\n( -{5}.*?)^\S", deb, re.S | re.M)[1]
    body = "\n".join("" if line == " ." else line[1:] for line in body.splitlines())
    write("OFL-LXGWWenKai.txt", notice(args.kai) + '\n\nWith Reserved Font Names "霞鹜" and "LXGW".\n\n'
          "This Font Software is licensed under the SIL Open Font License, Version 1.1.\n"
          "This license is copied below, and is also available with a FAQ at:\nhttps://scripts.sil.org/OFL\n\n\n" + body)


def main():
    parser = argparse.ArgumentParser()
    for flag in ("--sans", "--serif", "--kai", "--kai-copyright", "--mappings", "--variants", "--out"):
        parser.add_argument(flag, required=True)
    args = parser.parse_args()
    groups = charset(args.mappings, args.variants)
    print("asked: %d characters" % len(set().union(*(c for _, c in groups))))
    sans400 = os.path.join(args.sans, "400Regular/NotoSansSC_400Regular.ttf")
    for source, target, family, style in (
        (sans400, "sans-regular.ttf", "Kaohe Sans", "Regular"),
        (os.path.join(args.sans, "700Bold/NotoSansSC_700Bold.ttf"), "sans-bold.ttf", "Kaohe Sans", "Bold"),
        (os.path.join(args.serif, "400Regular/NotoSerifSC_400Regular.ttf"), "serif-regular.ttf", "Kaohe Serif", "Regular"),
        (os.path.join(args.serif, "900Black/NotoSerifSC_900Black.ttf"), "serif-bold.ttf", "Kaohe Serif", "Black"),
        (args.kai, "kai-regular.ttf", "Kaohe Kai", "Regular"),
        (sans400, "whole.ttf", "Kaohe Whole", "Regular"),
    ):
        build(source, os.path.join(args.out, target), family, style, groups)
    licences(args, args.out)


if __name__ == "__main__":
    sys.exit(main())
