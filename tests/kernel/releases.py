# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Which kernels judge: the series of Debian's archive, oldest first.

A release is a series, 6.18, which means its arm64 kernel, or names a flavour
as well, 6.12-armhf, 7.3-arm64-16k. KERNEL_CHECK_SERIES in the environment:
the releases to boot, unless a program is told others.
"""
import os

SERIES = ("5.10", "6.1", "6.12", "6.16", "6.17", "6.18", "6.19", "7.0", "7.1",
          "7.2", "7.3")
# Those that "make check" boots, and whose armhf kernel Debian has as well.
FEW = ("5.10", "6.1", "6.12", "7.2")
# Their domains can be written to a group's file.
WRITABLE = SERIES[1:]
# Their drivers have default domains of every type, whatever the group holds.
NEWER = SERIES[2:]


def wanted():
    """The releases to boot."""
    return tuple(os.environ.get("KERNEL_CHECK_SERIES", "").split()) or FEW


def split(release):
    """("6.12", "armhf") of "6.12-armhf"; the flavour is arm64 unless named."""
    series, _, flavour = release.partition("-")
    return series, flavour or "arm64"


def order(release):
    """A key to sort by: the oldest series first, arm64 before its flavours."""
    series, flavour = split(release)
    return [int(n) for n in series.split(".")], flavour
