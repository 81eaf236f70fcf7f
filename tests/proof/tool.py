# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The program under test, asked about trees that stand nowhere."""
import json
import os
import subprocess

import fdt


class Tool:
    def __init__(self, program, directory):
        self.program, self.directory = program, directory

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, root, name="tree.dtb"):
        with open(self.path(name), "wb") as file:
            file.write(fdt.flatten(root))
        return self.path(name)

    def run(self, *words, status=(0,)):
        done = subprocess.run([self.program, *words], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, timeout=120)
        if done.returncode not in status:
            raise ValueError("%s: status %d: %s" % (
                " ".join(words), done.returncode,
                done.stderr.decode("latin-1")))
        return done.stdout

    def plan(self, root, kernel, *options):
        """The plan of a tree, or of a range of kernels."""
        tree = root if isinstance(root, str) else self.write(root)
        out = self.run("plan", "-q", "-f", "json", "-k", kernel, *options,
                       tree, status=(0, 1))
        return json.loads(out)
