# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""A disk U-Boot boots from by itself: one FAT partition, made without root."""
import os
import struct
import subprocess

SECTOR = 512
START = 2048
FAT32_LBA = 0x0c


def _table(sectors):
    """A master boot record with one bootable partition."""
    entry = struct.pack("<B3sB3sII", 0x80, b"\xfe\xff\xff", FAT32_LBA,
                        b"\xfe\xff\xff", START, sectors)
    return b"\0" * 446 + entry + b"\0" * 48 + b"\x55\xaa"


def _above(name):
    """The folders a file is in, from the top."""
    parts = name.split("/")
    return ["/".join(parts[:i]) for i in range(1, len(parts))]


def make(path, files, megabytes=256):
    """Writes an image with files, a dictionary from name to bytes."""
    sectors = megabytes * 1024 * 1024 // SECTOR
    with open(path, "wb") as image:
        image.write(_table(sectors))
        image.truncate((START + sectors) * SECTOR)
    at = "%s@@%d" % (path, START * SECTOR)
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    made = set()
    subprocess.run(["mformat", "-F", "-T", str(sectors), "-h", "64", "-s", "32",
                    "-i", at, "::"], **quiet)
    for name, data in files.items():
        side = path + ".file"
        with open(side, "wb") as file:
            file.write(data)
        for folder in _above(name):
            if folder not in made:
                subprocess.run(["mmd", "-i", at, "::" + folder], **quiet)
                made.add(folder)
        subprocess.run(["mcopy", "-i", at, side, "::" + name], **quiet)
        os.unlink(side)
