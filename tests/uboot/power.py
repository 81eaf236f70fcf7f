# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Power-on: U-Boot on QEMU's machine, until the guest ends or time is up."""
import os
import selectors
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "kernel"))
import guest    # noqa: E402
import machine  # noqa: E402

PROMPT = b"\n=> "


def firmware(release):
    """U-Boot of a Debian release, or what was built with the command in."""
    return os.path.join(guest.cache(), "u-boot", release, "u-boot.bin")


def _command(bios, disk, extra):
    return machine.COMMAND + [
        "-M", machine.MACHINE, "-bios", bios, "-drive",
        "if=none,id=disk,format=raw,file=" + disk,
        "-device", "virtio-blk-device,drive=disk", *extra]


def on(bios, disk, extra=(), seconds=240):
    """What was printed until QEMU ended, U-Boot's prompt, or the limit."""
    late = time.monotonic() + seconds
    text = b""
    with subprocess.Popen(_command(bios, disk, extra), stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as qemu:
        with selectors.DefaultSelector() as wait:
            wait.register(qemu.stdout, selectors.EVENT_READ)
            while PROMPT not in text and time.monotonic() < late:
                if not wait.select(late - time.monotonic()):
                    break
                part = os.read(qemu.stdout.fileno(), 65536)
                if not part:
                    break
                text += part
        qemu.kill()
    return text.decode("latin-1").replace("\r", ""), time.monotonic() >= late
