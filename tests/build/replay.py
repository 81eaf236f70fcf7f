# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Do to a tree what iommu_apply of a boot script says, as U-Boot's "fdt"
command would: replay.py TREE SCRIPT RESULT. Knows mknode and set, counts
words and bytes against U-Boot's limits, and takes nothing else."""

import re
import shlex
import shutil
import subprocess
import sys


def cells_or_bytes(words):
    text = " ".join(words)
    if text.startswith("<"):
        return "x", text[1:-1].split(), 4 * len(text[1:-1].split())
    if text.startswith("["):
        octets = ["%02x" % (int(word, 16) & 255) for word in text[1:-1].split()]
        return "bx", octets, len(octets)
    return "s", words, sum(len(w) + 1 for w in words)


def change(words):
    if words[:2] == ["fdt", "mknode"] and len(words) == 4:
        return ["-p", "-c", None, words[2].rstrip("/") + "/" + words[3]]
    if words[:2] != ["fdt", "set"] or not 4 <= len(words) <= 16:
        sys.exit(f"not a command: {words}")
    kind, values, size = cells_or_bytes(words[4:])
    if size > 1024:
        sys.exit(f"{size} bytes: {words[:4]}")
    return ["-t", kind, None, words[2], words[3], *values]


def main():
    tree, script, result = sys.argv[1:]
    with open(script, encoding="utf-8") as file:
        chain = next(line.strip()[len("setenv iommu_apply '"):-1] for line in file
                     if line.startswith("setenv iommu_apply '"))
    if re.search(r"[$`\\]", chain):
        sys.exit("something U-Boot would expand")
    shutil.copy(tree, result)
    for command in chain.strip().split(" && "):
        change_of = change(shlex.split(command))
        subprocess.run(["fdtput", *(result if a is None else a for a in change_of)],
                       check=True)


main()
