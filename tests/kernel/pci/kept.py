# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots that were done before, in the cache: a kernel says the same twice."""
import hashlib
import json
import os

import capture
import fdt
import guest


def _key(root, devices, release, init, start):
    """A boot is good as long as nothing that went into it changes."""
    parts = [fdt.flatten(root), "\0".join(devices).encode(),
             " ".join(start).encode(), (capture.WORDS + init).encode()]
    for path in (os.path.join(guest.kernel(release), "release"),
                 os.path.join(capture.HERE, "init"),
                 os.path.join(capture.HERE, capture.PROGRAMS[init])):
        with open(path, "rb") as file:
            parts.append(file.read())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _load(path):
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    if isinstance(found, dict):
        found["functions"] = {name: (group, bytes.fromhex(data)) for
                              name, (group, data) in found["functions"].items()}
    return found


def _store(path, found):
    if isinstance(found, dict):
        found = {**found, "functions": {
            name: (group, data.hex())
            for name, (group, data) in found["functions"].items()}}
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".tmp%d" % os.getpid(), "w", encoding="utf-8") as file:
        json.dump(found, file)
    os.rename(file.name, path)


def boot(root, devices, release, init="pci-init", start=capture.START):
    """As capture.boot(); a boot that gave no answer is not kept."""
    path = os.path.join(guest.cache(), "boots", release,
                        "pci-" + _key(
                            root, devices, release, init, start)[:32] + ".json")
    if os.path.exists(path):
        return _load(path)
    found = capture.boot(root, devices, release, init, start)
    if isinstance(found, dict) or found == capture.CRASHED:
        _store(path, found)
    return found
