# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""A kernel's source as text without comments, and what is defined in it."""
import glob
import os
import re

# Where facts come from; the rest of the kernel is not opened.
PLACES = (
    "drivers/iommu/*.[ch]", "drivers/iommu/arm/*/*.[ch]", "drivers/iommu/riscv/*.[ch]",
    "drivers/iommu/iommufd/main.c", "drivers/iommu/iommufd/device.c", "drivers/of/*.[ch]",
    "drivers/pci/*.[ch]", "drivers/pci/controller/pci-host-*.c", "drivers/pci/host/pci-host-*.c",
    "drivers/amba/*.c", "drivers/base/*.c", "drivers/clk/clk.c", "drivers/bus/fsl-mc/*.c",
    "drivers/cdx/*.c", "drivers/cdx/*/*.c",
    "drivers/gpu/host1x/*.c", "drivers/memory/tegra/*.[ch]", "drivers/vfio/*.c",
    "drivers/virtio/virtio_mmio.c", "drivers/xen/grant-dma*.c", "include/linux/iommu*.h",
    "include/linux/pci*.h", "include/linux/of*.h", "include/soc/tegra/*.h", "include/linux/dma*.h",
    "include/uapi/asm-generic/setup.h", "arch/arm*/include/*/asm/setup.h",
    "init/main.c", "kernel/dma/*.c", "kernel/params.c", "lib/kstrtox.c", "mm/*cma*.c",
    "arch/arm*/mm/dma-mapping.c")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*|(\"(?:\\.|[^\"\\])*\")", re.S)
WORD = re.compile(r"[A-Za-z_]\w*")
CLOSING = {"{": "}", "(": ")"}


def number(version):
    """(6, 12, 40) of "6.12.40"; of "6.12" the newest release of that series."""
    parts = [int(n) for n in re.match(r"[\d.]+", version).group().strip(".").split(".")]
    return tuple(parts + [0] * (2 - len(parts)) + ([0xffff] if len(parts) < 3 else []))


def closed(text, start):
    """The offset behind the bracket that closes the one at start."""
    opening, depth = text[start], 0
    closing = CLOSING[opening]
    for m in re.compile(r"[%s%s]" % ("\\" + opening, "\\" + closing)).finditer(text, start):
        depth += 1 if m.group() == opening else -1
        if not depth:
            return m.end()
    return len(text)


class Source:
    def __init__(self, root):
        self.root = root.rstrip("/")
        head = self.raw("Makefile") or ""
        parts = [re.search(r"^%s = *(\d+)" % name, head, re.M)
                 for name in ("VERSION", "PATCHLEVEL", "SUBLEVEL")]
        if not all(parts):
            raise ValueError("%s: not a kernel's source" % root)
        self.version = tuple(int(m.group(1)) for m in parts)
        self.name = ".".join(map(str, self.version))
        self.cache = {}
        self.where = None

    def forget(self):
        """A dozen sources are more than fits into memory."""
        self.cache, self.where = {}, None

    def raw(self, path):
        try:
            with open(os.path.join(self.root, path), encoding="utf-8",
                      errors="replace") as f:
                return f.read()
        except OSError:
            return None

    def has(self, path):
        return os.path.exists(os.path.join(self.root, path))

    def text(self, path):
        """A file without its comments, or ""."""
        if path not in self.cache:
            self.cache[path] = COMMENT.sub(lambda m: m.group(1) or " ", self.raw(path) or "")
        return self.cache[path]

    def below(self, directory, suffix=(".c", ".h")):
        """The files there, sorted."""
        found = []
        for top, _, names in os.walk(os.path.join(self.root, directory)):
            found += [os.path.relpath(os.path.join(top, n), self.root)
                      for n in names if n.endswith(suffix)]
        return sorted(found)

    def words(self):
        """Every identifier, with the files it is in."""
        if self.where is None:
            self.where = {}
            for pattern in PLACES:
                for path in sorted(glob.glob(os.path.join(self.root, pattern))):
                    path = os.path.relpath(path, self.root)
                    for word in set(WORD.findall(self.text(path))):
                        self.where.setdefault(word, []).append(path)
        return self.where

    def definition(self, name, paths=None):
        """The text of a function, an initialised object or a macro, or None."""
        found = None
        for path in paths or self.words().get(name, ()):
            found = defined(self.text(path), name)
            if found:
                return found
        return found

    def strings(self, name, paths=None):
        """The strings in a table, in order, or None where there is no table."""
        body = self.definition(name, paths)
        return None if body is None else re.findall(r'"((?:\\.|[^"\\])*)"', body)


def defined(text, name):
    for m in re.finditer(r"\b%s\b" % re.escape(name), text):
        line = text[text.rfind("\n", 0, m.start()) + 1:m.start()]
        rest = text[m.end():]
        if re.match(r"#\s*define\s*$", line):
            return re.match(r"(?:\\\n|[^\n])*", rest).group()
        if re.match(r"(\s*\[[^\]]*\])?[\w\s()]*=\s*\{", rest) and not line[:1].isspace():
            start = text.index("{", m.end())
            return text[start:closed(text, start)]
        if rest.lstrip()[:1] == "(" and not line[:1].isspace():
            end = closed(text, text.index("(", m.end()))
            body = re.match(r"[\s\w()]*?\{", text[end:])
            if body and ";" not in body.group():
                start = end + body.end() - 1
                return text[m.start():closed(text, start)]
    m = re.search(r"\b(?:struct|enum)\s+%s\s*\{" % re.escape(name), text)
    return text[m.start():closed(text, m.end() - 1)] if m else None
