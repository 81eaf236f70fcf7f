# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The kernels' answers, kept in the cache: nothing is booted twice.

An answer is good as long as nothing that went into the boot changes.
KERNEL_CHECK_FRESH in the environment: boot all the same.
"""
import hashlib
import json
import os
import threading

import answer
import boot as booting
import guest
import releases
import topology

INIT = "rdinit=/"
MODULES = (INIT + "init-modules",)


def words(root):
    """What loads modules first, only where a tree needs any."""
    return MODULES if any(map(topology.is_larb, root.walk())) else ()


def unloadable(root, release):
    """What keeps a tree from being judged where modules cannot be had."""
    built_in = releases.split(release)[1].startswith("small")
    if words(root) and not built_in and not guest.modules(release):
        return "the archive has no modules of this kernel any more"
    return None


def _key(blob, release, append, programs, devices):
    parts = [blob, booting.WORDS.encode()]
    parts += [data for _, data in programs]
    files = [os.path.join(guest.kernel(release), "release"),
             os.path.join(guest.HERE, "init")]
    files += [os.path.join(guest.HERE, word[len(INIT):]) for word in append
              if word.startswith(INIT)]
    for path in files:
        with open(path, "rb") as file:
            parts.append(file.read())
    parts += [word.encode() for word in (*append, *devices)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def boot(blob, release, append=(), programs=(), devices=()):
    """The kernel's answer, from the cache where it was asked before."""
    path = os.path.join(guest.cache(), "boots", release,
                        _key(blob, release, append, programs, devices)[:32] + ".json")
    if os.path.exists(path) and not os.environ.get("KERNEL_CHECK_FRESH"):
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    found = booting.boot(blob, release, append, files=programs, devices=devices)
    if found.get("failed") in (None, answer.CRASHED, answer.EMPTY):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open("%s.tmp%d" % (path, threading.get_ident()), "w") as file:
            json.dump(found, file)
        os.rename(file.name, path)
    return found
