# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The guest: a kernel from the cache and an initramfs of one program.

A release is "6.12", which means its arm64 kernel, or names a flavour as well:
"6.12-armhf", "7.3-arm64-16k".
"""
import os

import releases

HERE = os.path.dirname(os.path.abspath(__file__))


def cache():
    base = os.environ.get("XDG_CACHE_HOME",
                          os.path.expanduser("~/.cache"))
    return os.environ.get("IOMMUPLAN_CACHE", os.path.join(base, "iommuplan"))


def version(release):
    return releases.split(release)[0]


def arch(release):
    """What a flavour runs on: arm64 of arm64-16k, armhf of small-armhf."""
    return "armhf" if "armhf" in releases.split(release)[1] else "arm64"


def cpu(release):
    """QEMU's option for a kernel of large pages, which not every CPU has."""
    large = releases.split(release)[1].endswith(("-16k", "-64k"))
    return ["-cpu", "max,lpa2=off"] if large else []


def cached(part, release):
    """Where the cache has a part of a kernel: kernel, config or dtbs."""
    return os.path.join(cache(), part, "-".join(releases.split(release)))


def kernel(release):
    return cached("kernel", release)


def busybox(release=""):
    return os.path.join(cache(), "busybox", arch(release), "busybox")


def modules(release):
    """The modules of a kernel that the cache has; of some series none are left."""
    top = os.path.join(kernel(release), "modules")
    return [os.path.join(top, name) for name in sorted(os.listdir(top))
            if name.endswith(".ko")]


def missing(release):
    """The first file the guest needs and the cache lacks."""
    for path in (os.path.join(kernel(release), "vmlinuz"), busybox(release)):
        if not os.path.exists(path):
            return path
    return None


def _entry(name, mode, data=b"", major=0, minor=0, ino=[1]):
    ino[0] += 1
    fields = [ino[0], mode, 0, 0, 1, 0, len(data), 0, 0, major, minor,
              len(name) + 1, 0]
    head = b"070701" + b"".join(b"%08x" % f for f in fields)
    head += name.encode() + b"\0"
    head += b"\0" * (-len(head) % 4)
    return head + data + b"\0" * (-len(data) % 4)


def _read(path):
    with open(path, "rb") as file:
        return file.read()


def initramfs(release, files=()):
    """An initramfs as bytes; files: (name, content) of more programs."""
    out = [_entry(d, 0o40755) for d in ("bin", "dev", "modules")]
    out.append(_entry("dev/console", 0o20600, major=5, minor=1))
    out.append(_entry("bin/busybox", 0o100755, _read(busybox(release))))
    for name in ("init", "init-artefact", "init-modules",
                 "init-runtime", "init-suppliers", "init-verify", "init-windows"):
        out.append(_entry(name, 0o100755, _read(os.path.join(HERE, name))))
    out += [_entry(name, 0o100755, data) for name, data in files]
    out += [_entry("modules/" + os.path.basename(path), 0o100644, _read(path))
            for path in modules(release)]
    out.append(_entry("TRAILER!!!", 0))
    return b"".join(out)
