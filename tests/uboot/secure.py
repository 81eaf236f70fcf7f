#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots machines whose UEFI firmware starts nothing that is not signed.

    secure.py [--image DIRECTORY] [WAY...]

Debian's AAVMF with the snakeoil key enrolled starts systemd-boot, which starts
the planner on the firmware's own tree, and Linux then; all are signed with that
key. "signed" has to arrive in the guest with the annotation. Of "unsigned" and
"changed" the planner alone is not what was signed: it has to say nothing.
Status 77: something is not to be had here.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import disk
import efi
import power

import answer     # of tests/kernel: power.py says where
import guest
import machine

RELEASE = "6.1"
WAYS = ("signed", "unsigned", "changed")
FIRMWARE = os.path.join(guest.cache(), "efi", "aavmf")
PARTS = ("AAVMF_CODE.fd", "AAVMF_VARS.snakeoil.fd", "PkKek-1-snakeoil.key",
         "PkKek-1-snakeoil.pem")
DONE = b"iommu_verdict=translated"
REFUSED = (b"Access Denied", b"Security Violation", b"Security Policy Violation")


def key(work):
    """The private key, without its password, which everybody knows."""
    path = os.path.join(work, "key")
    subprocess.run(["openssl", "pkey", "-passin", "pass:snakeoil", "-out", path,
                    "-in", os.path.join(FIRMWARE, PARTS[2])], check=True)
    return path


def signed(work, data):
    before, after = os.path.join(work, "plain"), os.path.join(work, "signed")
    with open(before, "wb") as file:
        file.write(data)
    subprocess.run(["sbsign", "--key", key(work), "--cert",
                    os.path.join(FIRMWARE, PARTS[3]), "--output", after, before],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return efi.read(after)


def changed(data):
    """Another byte, in what the program says."""
    at = data.index(b"iommu_verdict")
    return data[:at] + b"I" + data[at + 1:]


def planner(work, image, way):
    plain = efi.read(os.path.join(image, "iommuplan.bin"))
    if way == "unsigned":
        return plain
    return changed(signed(work, plain)) if way == "changed" else signed(work, plain)


def files(work, image, way):
    entry = dict(efi.ENTRIES)
    entry["loader/entries/plan.conf"] %= guest.version(RELEASE)
    entry["loader/entries/linux.conf"] %= (efi.WORDS, "")
    return {**{name: text.encode() for name, text in entry.items()},
            "EFI/BOOT/BOOTAA64.EFI": signed(work, efi.read(efi.loader("sdboot"))),
            "iommuplan.efi": planner(work, image, way),
            "Image": signed(work, efi.read(os.path.join(guest.kernel(RELEASE), "vmlinuz"))),
            "initrd.img": guest.initramfs(RELEASE)}


def flash(work):
    """The firmware's two chips, one of which it writes to."""
    variables = os.path.join(work, "vars")
    shutil.copyfile(os.path.join(FIRMWARE, PARTS[1]), variables)
    return ["-drive", "if=pflash,format=raw,readonly=on,file=" +
            os.path.join(FIRMWARE, PARTS[0]),
            "-drive", "if=pflash,format=raw,file=" + variables]


def complaints(way, console, late):
    if way != "signed":
        if "iommu_" in console:
            yield "what is not signed was started"
        if not any(words.decode() in console for words in REFUSED):
            yield "nobody says why nothing was started: " + console[-200:]
        return
    real = answer.of(console, late)
    if "Secure Boot is enabled" not in console:
        yield "Linux does not know of Secure Boot"
    # (That nothing is on the machine's bus is no failure.)
    if real.get("failed", answer.EMPTY) != answer.EMPTY:
        yield "%s: %s" % (real["failed"], real["log"][-8:])
    elif not real["notes"]:
        yield "no annotation arrived"


def booted(way, image):
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "disk")
        disk.make(path, files(work, image, way))
        keys = ((DONE, b"\x1b[B"), (b"Linux", b"\r")) if way == "signed" else ()
        command = machine.command("arm64", ",acpi=off") + flash(work) + power.media(path)
        console, late = power.run(command, seconds=600, keys=keys,
                                  until=() if way == "signed" else REFUSED)
        found = list(complaints(way, console, late))
    if found and os.environ.get("V"):
        print(console)
    return "DIFFER: " + "; ".join(found) if found else "agree"


def missing(image):
    for tool in ("sbsign", "openssl", "mformat"):
        if not shutil.which(tool):
            return tool
    for path in [os.path.join(FIRMWARE, part) for part in PARTS] + [
            efi.loader("sdboot"), os.path.join(image, "iommuplan.bin")]:
        if not os.path.exists(path):
            return path
    return guest.missing(RELEASE) or machine.missing("arm64")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--image", default="build/uboot")
    parser.add_argument("way", nargs="*")
    args = parser.parse_args()
    lacks = missing(args.image)
    if lacks:
        print("SKIP: secure boot: no %s" % lacks)
        return 77
    status = 0
    for way in args.way or WAYS:
        text = booted(way, args.image)
        print("secure:%-20s %s" % (way, text), flush=True)
        status = 1 if text != "agree" else status
    return status


if __name__ == "__main__":
    sys.exit(main())
