# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Power-on: U-Boot on QEMU's machine, until the guest ends or time is up."""
import os
import selectors
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "kernel"))
import guest    # noqa: E402
import machine  # noqa: E402

PROMPT = b"\n=> "
AUTOBOOT = b"Hit any key to stop autoboot"


def firmware(release):
    """U-Boot of a Debian release, or what was built with the command in;
    "bookworm/arm" is that of 32-bit boards."""
    return os.path.join(guest.cache(), "u-boot", release, "u-boot.bin")


def _command(bios, disk, extra):
    arch = "armhf" if os.path.basename(os.path.dirname(bios)) == "arm" else "arm64"
    return machine.command(arch) + ["-bios", bios, *media(disk), *extra]


def media(disk):
    """The disk, as QEMU has it named."""
    return ["-drive", "if=none,id=disk,format=raw,file=" + disk,
            "-device", "virtio-blk-device,drive=disk"]


class Console:
    """What was printed so far, and the commands that are still to be typed."""
    def __init__(self, qemu, typed, keys):
        self.qemu, self.text, self.seen = qemu, b"", 0
        self.keys = list(keys)
        # The first line stops the automatic boot.
        self.typed = [b""] + [t.encode() for t in typed] if typed else []

    def _type(self):
        self.qemu.stdin.write(self.typed.pop(0) + b"\n")
        self.qemu.stdin.flush()
        self.seen = len(self.text)

    def _press(self):
        """Keys for a menu, which has no prompt: each after what it waits for."""
        if self.keys and self.keys[0][0] in self.text[self.seen:]:
            time.sleep(1)    # until it reads keys
            self.qemu.stdin.write(self.keys.pop(0)[1])
            self.qemu.stdin.flush()
            self.seen = len(self.text)

    def add(self, part, first):
        """Answers a prompt; False where there is nothing left to say to it."""
        self.text += part
        self._press()
        if first and self.typed and AUTOBOOT in self.text[self.seen:]:
            self._type()
            return True
        if PROMPT in self.text[self.seen:]:
            if not self.typed:
                return False
            self._type()
        return True


def on(bios, disk, extra=(), seconds=240, typed=(), keys=()):
    """U-Boot from this disk; else as run() does."""
    return run(_command(bios, disk, extra), seconds, typed, keys)


def run(command, seconds, typed=(), keys=(), until=()):
    """What was printed until QEMU ended, a prompt stood there with nothing left
    to type, one of the words of until was printed, or the limit. keys: pairs of
    what is printed and what then is pressed."""
    late = time.monotonic() + seconds
    with subprocess.Popen(command, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as qemu:
        console = Console(qemu, typed, keys)
        with selectors.DefaultSelector() as wait:
            wait.register(qemu.stdout, selectors.EVENT_READ)
            while time.monotonic() < late:
                if not wait.select(max(0, late - time.monotonic())):
                    break
                part = os.read(qemu.stdout.fileno(), 65536)
                if not part or not console.add(
                        part, len(console.typed) == len(typed) + 1):
                    break
                if any(words in console.text for words in until):
                    break
        qemu.kill()
    text = console.text.decode("latin-1").replace("\r", "")
    return text, time.monotonic() >= late
