# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Just enough of the flattened tree format to rewrite a tree for the harness.

It shares no code with the library on purpose: the harness judges what the
library makes of the same bytes.
"""
import struct

MAGIC = 0xd00dfeed
BEGIN, END, PROP, NOP, FINISH = 1, 2, 3, 4, 9


class Node:
    def __init__(self, name="", parent=None):
        self.name, self.parent = name, parent
        self.props, self.children = {}, []

    @property
    def path(self):
        if self.parent is None:
            return "/"
        return self.parent.path.rstrip("/") + "/" + self.name

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def child(self, name, create=False):
        for child in self.children:
            if child.name == name:
                return child
        if not create:
            return None
        self.children.append(Node(name, self))
        return self.children[-1]

    def adopt(self, node):
        node.parent = self
        self.children.append(node)

    def drop(self, name):
        self.children = [c for c in self.children if c.name != name]

    def cells(self, name):
        raw = self.props.get(name, b"")
        return list(struct.unpack(">%dI" % (len(raw) // 4),
                                  raw[:len(raw) & ~3]))

    def cell(self, name, default=None):
        return (self.cells(name) or [default])[0]

    def strings(self, name):
        raw = self.props.get(name, b"").rstrip(b"\0")
        return raw.decode("latin-1").split("\0") if raw else []

    def set_cells(self, name, *values):
        self.props[name] = struct.pack(">%dI" % len(values), *values)

    def set_strings(self, name, *values):
        self.props[name] = b"".join(v.encode("latin-1") + b"\0"
                                    for v in values)

    def keep_props(self, names):
        self.props = {k: v for k, v in self.props.items() if k in names}

    @property
    def available(self):
        """Enabled, and below nothing that is not."""
        status = self.strings("status")
        own = "status" not in self.props or status[:1] in (["okay"], ["ok"])
        return own and (self.parent is None or self.parent.available)


def _string(blob, at):
    return blob[at:blob.index(b"\0", at)].decode("latin-1")


def parse(blob):
    """The root node of a flattened tree; ValueError if it is not one."""
    magic, _, structs, strings = struct.unpack_from(">4I", blob)
    if magic != MAGIC:
        raise ValueError("no flattened device tree")
    at, node, root = structs, None, None
    while True:
        token, = struct.unpack_from(">I", blob, at)
        at += 4
        if token == BEGIN:
            name = _string(blob, at)
            at += (len(name) + 4) & ~3
            new = Node(name, node)
            if node is None:
                root = new
            else:
                node.children.append(new)
            node = new
        elif token == END:
            node = node.parent
        elif token == PROP:
            size, offset = struct.unpack_from(">2I", blob, at)
            name = _string(blob, strings + offset)
            node.props[name] = blob[at + 8:at + 8 + size]
            at += 8 + ((size + 3) & ~3)
        elif token == FINISH:
            return root
        elif token != NOP:
            raise ValueError("bad token %#x at %#x" % (token, at - 4))


def _pad(data):
    return data + b"\0" * (-len(data) % 4)


def _emit(node, out, strings, offsets):
    out.append(struct.pack(">I", BEGIN) + _pad(node.name.encode() + b"\0"))
    for name, value in node.props.items():
        if name not in offsets:
            offsets[name] = len(strings)
            strings += name.encode("latin-1") + b"\0"
        out.append(struct.pack(">3I", PROP, len(value), offsets[name]))
        out.append(_pad(value))
    for child in node.children:
        _emit(child, out, strings, offsets)
    out.append(struct.pack(">I", END))


def flatten(root):
    out, strings = [], bytearray()
    _emit(root, out, strings, {})
    structs = b"".join(out) + struct.pack(">I", FINISH)
    at = 40 + 16
    total = at + len(structs) + len(strings)
    head = struct.pack(">10I", MAGIC, total, at, at + len(structs), 40, 17, 16,
                       0, len(strings), len(structs))
    return head + b"\0" * 16 + structs + bytes(strings)


def load(path):
    with open(path, "rb") as file:
        return parse(file.read())
