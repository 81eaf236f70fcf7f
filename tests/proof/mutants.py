#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Changes lib/ in one place at a time: does a unit test notice?

    mutants.py [--seed N] [--count N] [--only GLOB]... [--map FILE.json]
               [--results FILE] [--jobs N] [--seconds N] --cc WORDS --link WORDS

WORDS compile a source, and link the unit tests with @MUTANT@ in front of the
library, to @OUT@. A mutant is compiled alone; where its object code is that of
the original it is equivalent, and is not counted. Only those suites are run
that run its line, as suites.py found; a line that none runs survives. Results
are kept, a line of JSON each, and not made again, so that a run that was ended
goes on where it was; --seconds ends it by itself.
"""
import argparse
import collections
import concurrent.futures
import fnmatch
import glob
import json
import os
import random
import shlex
import subprocess
import tempfile
import threading
import time

import mutations

LIMIT = 20


def sources():
    return sorted(glob.glob("lib/*/*.c") + glob.glob("lib/*/*/*.c"))


def drawn(args):
    """The mutants to try, in an order that the seed gives."""
    found = []
    for file in sources():
        if args.only and not any(fnmatch.fnmatch(file, g) for g in args.only):
            continue
        with open(file, encoding="utf-8") as source:
            found += mutations.of(file, source.read())
    random.Random(args.seed).shuffle(found)
    return found[:args.count]


class Bench:
    """Compiles, links and runs."""
    def __init__(self, args, work):
        self.cc, self.link = shlex.split(args.cc), shlex.split(args.link)
        self.work, self.originals = work, {}
        self.lock = threading.Lock()
        with open(args.map, encoding="utf-8") as file:
            self.suites = {suite: {f: set(lines) for f, lines in ran.items()}
                           for suite, ran in json.load(file).items()}

    def compile(self, file, text, name):
        """An object file, or None; asserts by line do not tell it apart."""
        path = os.path.join(self.work, name)
        with open(path + ".c", "w", encoding="utf-8") as out:
            out.write('#line 1 "%s"\n%s' % (file, text))
        done = subprocess.run(
            self.cc + ["-w", "-g0", "-iquote", os.path.dirname(file), "-c",
                       "-o", path + ".o", path + ".c"], check=False,
            stderr=subprocess.DEVNULL, env={**os.environ, "CCACHE_DISABLE": "1"})
        os.unlink(path + ".c")
        return path + ".o" if done.returncode == 0 else None

    def code(self, path):
        """What an object does: its sections, without its file's name."""
        bare = path + ".bin"
        subprocess.run(["objcopy", "--strip-unneeded", "-R", ".comment", path,
                        bare], check=True)
        with open(bare, "rb") as file:
            return file.read().replace(os.path.basename(
                path)[:-2].encode(), b"?" * 10)

    def original(self, file):
        with self.lock:
            if file not in self.originals:
                with open(file, encoding="utf-8") as source:
                    text = source.read()
                # A name as long as a mutant's.
                path = self.compile(file, text, "o" * 10)
                self.originals[file] = (text, self.code(path))
            return self.originals[file]

    def running(self, mutant):
        """Suites that run its line, those of the fewest lines first."""
        found = [(len(ran), suite) for suite, ran in self.suites.items()
                 if mutant.line in ran.get(mutant.file, ())]
        return [suite for _, suite in sorted(found)]

    def verdict(self, mutant):
        text, code = self.original(mutant.file)
        path = self.compile(mutant.file, mutations.applied(mutant, text),
                            mutant.name)
        if path is None:
            return "no-mutant", "does not compile"
        try:
            if self.code(path) == code:
                return "equivalent", "the same object code"
            suites = self.running(mutant)
            if not suites:
                return "survived", "no unit test runs the line"
            return self.tested(path, suites)
        finally:
            os.unlink(path)
            os.unlink(path + ".bin")

    def tested(self, path, suites):
        unit = path + ".unit"
        words = [{"@MUTANT@": path, "@OUT@": unit}.get(w, w) for w in self.link]
        if subprocess.run(words, check=False, stderr=subprocess.DEVNULL
                          ).returncode:
            return "no-mutant", "does not link"
        try:
            for suite in suites:
                why = failed(unit, suite)
                if why:
                    return "killed", "%s: %s" % (suite, why)
            return "survived", "by " + " ".join(suites)
        finally:
            os.unlink(unit)


def failed(unit, suite):
    """How a suite fails, or None."""
    try:
        done = subprocess.run([unit], check=False, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=LIMIT,
                              env={**os.environ, "CK_RUN_SUITE": suite,
                                   "CK_FORK": "no"})
    except subprocess.TimeoutExpired:
        return "does not end"
    return {0: None, 1: "fails"}.get(done.returncode, "crashes")


def known(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return {r["name"]: r for r in map(json.loads, file)}


def record(bench, mutant):
    verdict, why = bench.verdict(mutant)
    text, _ = bench.original(mutant.file)
    return {"name": mutant.name, "file": mutant.file, "line": mutant.line,
            "kind": mutant.kind, "verdict": verdict, "why": why,
            "change": mutations.shown(mutant, text)}


def run(args, bench, mutants):
    """Tries what was not tried; yields all results."""
    done, until = known(args.results), time.time() + args.seconds
    with open(args.results, "a", encoding="utf-8") as out, \
            concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        def one(mutant):
            if mutant.name in done:
                return done[mutant.name]
            return time.time() < until and record(bench, mutant) or None
        for result in pool.map(one, mutants):
            if result and result["name"] not in done:
                out.write(json.dumps(result) + "\n")
                out.flush()
            if result:
                yield result


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--map", default="build/proof/suites.json")
    parser.add_argument("--results", default="build/proof/mutants.jsonl")
    parser.add_argument("--cc", required=True)
    parser.add_argument("--link", required=True)
    return parser.parse_args()


def main():
    args = arguments()
    with tempfile.TemporaryDirectory() as work:
        bench, rooms = Bench(args, work), collections.defaultdict(
            collections.Counter)
        for result in run(args, bench, drawn(args)):
            rooms[os.path.dirname(result["file"])][result["verdict"]] += 1
            if result["verdict"] == "survived":
                print("%(file)s:%(line)d: %(change)s\n\t%(why)s" % result,
                      flush=True)
    total = sum(rooms.values(), collections.Counter())
    for room, count in [*sorted(rooms.items()), ("all of lib/", total)]:
        alive, dead = count["survived"], count["killed"]
        print("%-16s %4d killed, %3d survived, %3d equivalent: %.1f %% die" % (
            room, dead, alive, count["equivalent"],
            100 * dead / max(1, dead + alive)))


if __name__ == "__main__":
    main()
