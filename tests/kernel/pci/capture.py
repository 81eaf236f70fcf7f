# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""One boot on a machine with a PCI bus: groups and configuration space."""
import os
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import fake      # noqa: E402
import fdt       # noqa: E402
import guest     # noqa: E402
import machine   # noqa: E402

# A kernel that has fallen over says nothing about what comes after.
CRASHES = ("Internal error:", "kernel BUG at", "Unable to handle kernel")
CRASHED = "kernel crashed"
# What the guest runs, and the file beside this one that it is.
PROGRAMS = {"pci-init": "init", "dma-init": "init-dma"}
# QEMU and its machine.
START = (*machine.COMMAND, "-M", machine.MACHINE)
WORDS = "console=ttyAMA0 panic=-1 rdinit=/"


def entry(name, mode, data):
    """An entry of a cpio archive, which the kernel unpacks over the first."""
    fields = [1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
    head = b"070701" + b"".join(b"%08x" % f for f in fields)
    head += name.encode() + b"\0"
    head += b"\0" * (-len(head) % 4)
    return head + data + b"\0" * (-len(data) % 4)


def _initrd(release):
    first = guest.initramfs(release)
    out = first + b"\0" * (-len(first) % 512)
    for name, program in PROGRAMS.items():
        with open(os.path.join(HERE, program), "rb") as file:
            out += entry(name, 0o100755, file.read())
    return out + entry("TRAILER!!!", 0, b"")


def _words(root, init):
    """The tree's own boot arguments first, as QEMU replaces them."""
    chosen = root.child("chosen")
    return " ".join((chosen.strings("bootargs") if chosen else []) +
                    [WORDS + init])


def _command(root, devices, release, work, init, start):
    for name, data in (("tree", fdt.flatten(root)),
                       ("initrd", _initrd(release))):
        with open(os.path.join(work, name), "wb") as file:
            file.write(data)
    command = [*start, "-append", _words(root, init),
        "-kernel", os.path.join(guest.kernel(release), "vmlinuz"),
        "-initrd", os.path.join(work, "initrd"),
        "-dtb", os.path.join(work, "tree")]
    for device in devices:
        command += ["-device", device]
    for n, (address, value) in enumerate(fake.registers(root)):
        path = os.path.join(work, "reg%d" % n)
        with open(path, "wb") as file:
            file.write(struct.pack("<I", value))
        command += ["-device", "loader,file=%s,addr=%#x,force-raw=on"
                    % (path, address)]
    return command


def _bytes(lines):
    """What "hexdump -C" printed, repeated lines filled in."""
    data, repeat = b"", False
    for line in lines:
        if line == "*":
            repeat = True
            continue
        offset, *values = line.split()
        if repeat:
            data += data[-16:] * ((int(offset, 16) - len(data)) // 16)
            repeat = False
        data += bytes(int(v, 16) for v in values)
    return data


def read_console(console):
    """{"functions": {BDF: (group or None, bytes)}, "types": {...}} or None;
    "dma" where the guest tried DMA, "log" what the IOMMU's driver printed."""
    functions, types, lines = {}, {}, None
    dma, log = {}, {}
    ended = False
    for line in console.replace("\r", "").split("\n"):
        word, _, rest = line.partition(" ")
        if word == "@function":
            name, group = rest.split(" ")
            lines = []
            functions[name] = (None if group == "none" else group, lines)
        elif word == "@" and lines is not None:
            lines.append(rest.strip())
        elif word == "@group":
            number, _, kind = rest.partition(" ")
            types[number] = kind
        elif word == "@dma":
            name, when, outcome = rest.split(" ")
            dma.setdefault(name, {})[when] = outcome
        elif word == "@log":
            name, _, text = rest.partition(" ")
            log.setdefault(name, []).append(text)
        elif word == "@end":
            ended = True
    if not ended or not functions:
        return None
    return {"functions": {f: (g, _bytes(d))
                          for f, (g, d) in functions.items()},
            "types": types, **({"dma": dma, "log": log} if dma else {})}


def boot(root, devices, release, init="pci-init", start=START, seconds=400):
    """What the kernel did, or a text that says why there is no answer."""
    with tempfile.TemporaryDirectory() as work:
        command = _command(root, devices, release, work, init, start)
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, check=False,
                                  stderr=subprocess.STDOUT, timeout=seconds)
            console, late = done.stdout.decode("latin-1"), False
        except subprocess.TimeoutExpired as error:
            console, late = (error.stdout or b"").decode("latin-1"), True
    if any(word in console for word in CRASHES):
        return CRASHED
    if late:
        return "time limit: " + console[-600:]
    return read_console(console) or "guest stopped early: " + console[-600:]
