# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Firmware that says yes, for drivers that make Qualcomm's secure calls.

It starts as if it were the kernel, at EL2, catches the kernel's secure calls
and starts the kernel at EL1. Calls to the SoC's vendor succeed, and the
question whether one exists is answered with 1; QEMU gets all others.
"""
import hashlib
import struct

NODE = "firmware"
# Where the real kernel has to be; QEMU puts the firmware below.
KERNEL = 0x40200000
# Exceptions from below with 64 bits arrive here, with vectors at 0x800.
VECTOR = 0x800 + 0x400

START = (
    0x10004009,     # adr x9, 0x800
    0xd51cc009,     # msr vbar_el2, x9
    0xd2b00109,     # mov x9, #0x80080000      64 bits below, calls come here
    0xd51c1109,     # msr hcr_el2, x9
    0xd2800069,     # mov x9, #0x3             the timer is the kernel's
    0xd51ce109,     # msr cnthctl_el2, x9
    0xd51ce07f,     # msr cntvoff_el2, xzr
    0xd2867fe9,     # mov x9, #0x33ff          so is floating point
    0xd51c1149,     # msr cptr_el2, x9
    0xd51c117f,     # msr hstr_el2, xzr
    0xd53b9c09,     # mrs x9, pmcr_el0         and every event counter
    0xd34b3d29,     # ubfx x9, x9, #11, #5
    0xd51c1129,     # msr mdcr_el2, x9
    0xd5380009,     # mrs x9, midr_el1
    0xd51c0009,     # msr vpidr_el2, x9
    0xd53800a9,     # mrs x9, mpidr_el1
    0xd51c00a9,     # msr vmpidr_el2, x9
    0xd51c211f,     # msr vttbr_el2, xzr
    0xd28001e9,     # mov x9, #0xf             GICv3 through registers
    0xd51cc9a9,     # msr icc_sre_el2, x9
    0xd5033fdf,     # isb
    0xd51ccb1f,     # msr ich_hcr_el2, xzr
    0xd2810009,     # mov x9, #0x800           MMU and caches off
    0xf2a61a09,     # movk x9, #0x30d0, lsl #16
    0xd5181009,     # msr sctlr_el1, x9
    0xd28078a9,     # mov x9, #0x3c5           EL1, interrupts masked
    0xd51c4009,     # msr spsr_el2, x9
    0xd2a80409,     # mov x9, #0x40200000
    0xd51c4029,     # msr elr_el2, x9
    0xd69f03e0,     # eret
)

CALL = (
    0xd51cd049,     # msr tpidr_el2, x9
    0xd53c4029,     # mrs x9, elr_el2
    0x91001129,     # add x9, x9, #0x4
    0xd51c4029,     # msr elr_el2, x9
    0x53187409,     # ubfx w9, w0, #24, #6     whose call is it?
    0x7100093f,     # cmp w9, #0x2
    0x54000141,     # b.ne other
    0x5280c029,     # mov w9, #0x601           "is there such a call?"
    0x4a000129,     # eor w9, w9, w0
    0x72003d3f,     # tst w9, #0xffff
    0x9a9f17e1,     # cset x1, eq
    0xd2800000,     # mov x0, #0x0
    0xd2800002,     # mov x2, #0x0
    0xd2800003,     # mov x3, #0x0
    0xd53cd049,     # mrs x9, tpidr_el2
    0xd69f03e0,     # eret
    0xd53cd049,     # other: mrs x9, tpidr_el2
    0xd4000003,     # smc #0x0
    0xd69f03e0,     # eret
)


def add(root):
    """Tells the kernel that there is such firmware, and how to call it."""
    scm = root.child(NODE, create=True).child("scm", create=True)
    scm.set_strings("compatible", "qcom,scm")
    # A boot is known by its tree; other firmware makes it another boot.
    scm.props["harness,firmware"] = hashlib.sha256(image()).digest()[:8]
    root.child("psci").set_strings("method", "smc")


def needed(root):
    return root.child(NODE) is not None


def image():
    start = struct.pack("<%dI" % len(START), *START)
    return start.ljust(VECTOR, b"\0") + struct.pack("<%dI" % len(CALL), *CALL)
