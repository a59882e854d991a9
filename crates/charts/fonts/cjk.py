#!/usr/bin/env python3
"""Makes NotoSansCJK-Subset.otf: `cjk.py NotoSansCJK-Regular.ttc`. Needs fonttools.

In it are kana and the signs and kanji of the first level of JIS X 0208, the hanzi of the first level of GB 2312, the
first plane of Big5, and the hangul of KS X 1001: the characters that nearly every title is written with. Where they share
one, it has its Japanese shape.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

SETS = [
    ("euc_jp", range(0xA1, 0xD0), range(0xA1, 0xFF)),
    ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
    ("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
    ("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)),
]


def characters():
    found = {chr(code) for low, high in ((0x3000, 0x3100), (0xFF01, 0xFF61)) for code in range(low, high)}
    for codec, leads, trails in SETS:
        for lead in leads:
            for trail in trails:
                found.add(bytes([lead, trail]).decode(codec, errors="ignore"))
    return "".join(sorted(c for c in found if len(c) == 1 and ord(c) >= 0x2E80))


def main():
    target = Path(__file__).with_name("NotoSansCJK-Subset.otf")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as text:
        text.write(characters())
        text.flush()
        subprocess.run(
            ["pyftsubset", sys.argv[1], "--font-number=0", f"--text-file={text.name}", f"--output-file={target}",
             "--layout-features=", "--no-hinting", "--name-IDs=0,1,2,6,13,14",
             "--drop-tables+=vhea,vmtx,VORG,BASE,GPOS,GSUB,GDEF"],
            check=True,
        )


main()
