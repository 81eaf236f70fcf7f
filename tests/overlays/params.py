#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""params.py BASE.dtb DIRECTORY DRAWS SEED: parameters of overlays and of the tree, drawn
by chance into a config.txt, against Raspberry Pi's own dtmerge (DTMERGE), whose trees
have to be the same but for __symbols__ and __overrides__. Needs dtc; IOMMUPLAN is the program."""
import glob
import os
import random
import re
import subprocess
import sys
import tempfile

base, directory, draws, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
plan = os.path.abspath(os.environ.get("IOMMUPLAN", "build/iommuplan"))
dtmerge = os.environ.get("DTMERGE", "dtmerge")
VALUES = ["on", "off", "true", "0", "1", "5", "0x20", "yes", "no", "y", "n", "foo", "up", "down",
          "50:60", "/x", "-1", ""]
SOC = re.match("bcm271[0-2]", os.path.basename(base)).group(0)
if SOC == "bcm2710":
    SOC = "bcm2835"


def quiet(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode(errors="replace")


def source(path):
    return quiet("dtc", "-q", "-q", "-s", "-I", "dtb", "-O", "dts", path)[1]


def parameters(path):
    node = re.search(r"\n\t__overrides__ \{(.*?)\n\t\};", source(path), re.S)
    return re.findall(r"^\t\t([A-Za-z_][^\s=;]*)(?: =|;)", node.group(1), re.M) if node else []


def supported(name):
    """dtmerge looks an overlay up in overlay_map, and takes another perhaps."""
    node = re.search(r"\n\t%s \{(.*?)\n\t\};" % re.escape(name), overlay_map, re.S)
    return not node or "\t%s;" % SOC in node.group(1)


def written(*args):
    """The tree that the program writes, annotated, without what only loaders read."""
    out = os.path.join(work, "out")
    subprocess.run(["rm", "-rf", out], check=True)
    status, _ = quiet(plan, "build", "-q", "--only", "dtb", "-o", out, *args)
    files = glob.glob(out + "/*.dtb")
    loaders = r"\n\t__(symbols|overrides)__ \{.*?\n\t\};"
    return status, re.sub(loaders, "", source(files[0]), flags=re.S) if files else ""


def draw():
    name = random.choice(overlays + [None] * 20)
    known = own.get(name, []) + (random.sample(of_base, min(2, len(of_base)))
                                 if not name or random.random() < .4 else [])
    return name, [random.choice(known) + random.choice(["=" + random.choice(VALUES)] * 9 + [""])
                  for _ in range(random.choice([1, 1, 2, 3]))] if known else []


def one(name, drawn):
    """same, differs, reported (renamed nodes, values), or refused by both"""
    merged = os.path.join(work, "merged.dtb")
    if os.path.exists(merged):
        os.remove(merged)
    quiet(dtmerge, base, merged, "%s/%s.dtbo" % (directory, name) if name else "-", *drawn)
    with open(boot + "/config.txt", "w") as f:
        f.write(("dtoverlay=%s\n" % name if name else "") +
                "".join("dtparam=%s\n" % word for word in drawn))
    status, mine = written(boot)
    ours = subprocess.run([plan, "plan", boot], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if b"not applied in full" in ours.stderr:
        return "reported"
    if not os.path.exists(merged):
        return "refused" if status == 3 else "differs"
    return "same" if written("-k", "6.12.1", merged)[1] == mine and mine else "differs"


work = tempfile.mkdtemp()
boot = work + "/boot"
os.mkdir(boot)
subprocess.run(["cp", base, boot + "/" + os.path.basename(base)], check=True)
os.symlink(os.path.abspath(directory), work + "/linked")
subprocess.run(["cp", "-r", directory, boot + "/overlays"], check=True)
head = bytearray(4096)
head[0x38:0x3c] = b"ARMd"
for kernel in "kernel8.img", "kernel_2712.img":
    with open(boot + "/" + kernel, "wb") as f:
        f.write(bytes(head) + b"Linux version 6.12.1 (a@b) #1\n\0")
overlay_map = source(directory + "/overlay_map.dtb")
overlays = sorted(n for n in (os.path.basename(p)[:-5] for p in glob.glob(directory + "/*.dtbo"))
                  if supported(n) and not os.path.exists("%s/%s-pi5.dtbo" % (directory, n)) and
                  not os.path.exists("%s/%s-pi4.dtbo" % (directory, n)))
own = {n: parameters("%s/%s.dtbo" % (directory, n)) for n in overlays}
of_base = parameters(base)
random.seed(seed)
counts = {}
for _ in range(draws):
    drawn_overlay, words = draw()
    if not words:
        continue
    result = one(drawn_overlay, words)
    counts[result] = counts.get(result, 0) + 1
    if result == "differs":
        print("differs:", drawn_overlay, *words)
subprocess.run(["rm", "-rf", work], check=True)
print(os.path.basename(base), "seed", seed, counts)
sys.exit("differs" in counts)
