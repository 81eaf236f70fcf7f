#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Environment files that want to be more than values, in U-Boot's sandbox.

    hostile_env.py [--tool FILE] [--seed N] [--count N] SANDBOX

board.env is drawn from pieces that mean something to U-Boot's shell or its
"env import", and from noise. Half of the scripts have the file's own size and
sum, as if whoever signs scripts had been had. No command of the file may run, no
variable but the two that are named may be set, and the board has to boot.
"""
import argparse
import os
import random
import re
import sys
import tempfile
import zlib

import powercut

import cases

PIECES = [b"iommu_bootargs=", b"iommu_linux=", b"6.12", b"\n", b"\n", b"\0", b"\r",
          b"iommu.strict=1", b";", b"'", b'"', b"\\", b"$", b"${", b"}", b"(", b")",
          b"&&", b"||", b"|", b"#", b" ", b"\t", b"`", b"=", b"<", b"*",
          b"setenv pwned yes", b"run pwned", b"pwned=yes", b"bootcmd=evil",
          b"iommu_tree=0", b"iommu_get=setenv pwned yes", b"iommu_why=setenv pwned yes",
          b"iommu_apply=setenv pwned yes", b"iommu_boot=setenv pwned yes", b"fi",
          b"iommu_media=evil", b"x'; setenv pwned yes; '", b"then", b"done",
          b'x"; setenv pwned yes; "', b"${iommu_bootargs}", b"\xff\x80"]
CHUNK = 500


def drawn(rng, good):
    if rng.random() < 0.3:
        data = bytearray(good)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    if rng.random() < 0.5:
        return b"iommu_linux=6.12\niommu_bootargs=" + b"".join(
            p for p in rng.choices(PIECES, k=rng.randint(1, 8)) if b"\n" not in p) + b"\n"
    return b"".join(rng.choices(PIECES, k=rng.randint(1, 30))) + b"\n"


def believing(script, env):
    """The script as it would be for such a file."""
    crc = zlib.crc32(env).to_bytes(4, "little").hex()
    script = re.sub(rb"(?m)^setenv iommu_env_size .*", b"setenv iommu_env_size 0x%x"
                    % len(env), script)
    return re.sub(rb"(?m)^setenv iommu_env_crc32le .*",
                  b"setenv iommu_env_crc32le 0x" + crc.encode(), script)


def lay_out(work, build, number, env, believe):
    place = os.path.join(work, "c%d" % number)
    os.mkdir(place)
    files = {**build.files, "board.env": env}
    if believe:
        with open(os.path.join(work, "new", "board.boot.cmd"), "rb") as file:
            text = file.read()
        with open(os.path.join(place, "cmd"), "wb") as file:
            file.write(believing(text, env))
        powercut.image(os.path.join(place, "cmd"), os.path.join(place, "scr"))
        with open(os.path.join(place, "scr"), "rb") as file:
            files["iommuplan.scr"] = file.read()
    for name, data in files.items():
        with open(os.path.join(place, name), "wb") as file:
            file.write(data)


def wrong(console, believe):
    if "@tree" not in console:
        return "does not boot"
    if "@pwned yes" in console or "@bootcmd good" not in console:
        return "was obeyed"
    if not believe and "booting without a plan (damaged)" not in console:
        return "was used"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("sandbox")
    args = parser.parse_args()
    rng, bad, used = random.Random(args.seed), 0, 0
    with tempfile.TemporaryDirectory() as work:
        builds = {name: powercut.Build(work, os.path.abspath(args.tool), name)
                  for name in powercut.BUILDS}
        powercut.prepare(work, builds)
        for start in range(0, args.count, CHUNK):
            some = {n: (drawn(rng, builds["new"].files["board.env"]), n % 2)
                    for n in range(start, min(start + CHUNK, args.count))}
            for number, (env, believe) in some.items():
                lay_out(work, builds["new"], number, env, believe)
            consoles, _ = powercut.run(
                args.sandbox, work, some,
                "setenv bootcmd good", "echo @pwned ${pwned}; echo @bootcmd ${bootcmd}")
            for number, (env, believe) in some.items():
                console = consoles.get(number, "")
                used += "iommuplan: planned" in console
                why = wrong(console, believe)
                if why:
                    bad += 1
                    print("DIFFER: %r: %s" % (env, why))
    print("%d environments, %d of them taken: %d wrong" % (args.count, used, bad))
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
