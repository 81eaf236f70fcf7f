#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""faults.py --shim SHIM [OPTION]... : each call of each command fails once

What has to hold: no crash, no hang; status 4 and a sentence where something could
not be read, written or had; else the same output as without the fault; every
file is the old one or the whole new one, of a set all or none; nothing is left
behind that was not there.
"""
import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile

import cases

CALLS = ["malloc", "read", "write", "open", "rename", "fsync", "mmap", "fork", "stat", "dup", "close"]
# call, what it does, errno (None: the shim's own)
FAULTS = [(c, "fails", None) for c in CALLS] + [
    ("write", "stays", 28), ("open", "stays", 28), ("malloc", "stays", None),
    ("read", "short", None), ("write", "short", None), ("read", "eintr", None),
    ("write", "eintr", None), ("open", "fails", 13), ("fsync", "fails", 28),
    ("any", str(int(signal.SIGTERM)), None), ("any", str(int(signal.SIGINT)), None),
    ("any", str(int(signal.SIGHUP)), None), ("any", str(int(signal.SIGQUIT)), None)]
WRITTEN = ["out", "dep", "base", "fix", "out.d", "pictures", "pages"]


def snapshot(at):
    """Each file below it, and its bytes."""
    found = {}
    for where, _, names in os.walk(at):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, at)] = f.read()
    return found


class Place:
    """A directory with a command's inputs, and what it may write."""

    def __init__(self, inputs, case):
        self.inputs, self.words = inputs, cases.CASES[case].split()
        self.at = tempfile.mkdtemp(prefix="iommuplan-faults-")
        self.old = {}

    def reset(self, old):
        shutil.rmtree(self.at)
        os.makedirs(os.path.join(self.at, "tmp"))
        for name in os.listdir(self.inputs):
            os.symlink(os.path.join(self.inputs, name), os.path.join(self.at, name))
        for name, data in old.items():
            cases.write(os.path.join(self.at, name), data)

    def files(self):
        found = {}
        for name in os.listdir(self.at):
            path = os.path.join(self.at, name)
            if os.path.islink(path):
                continue
            if os.path.isdir(path):
                found.update({os.path.join(name, k): v for k, v in snapshot(path).items()})
            else:
                with open(path, "rb") as f:
                    found[name] = f.read()
        return found


def run(place, options, fault=None, at=0):
    """Status, output, messages, and how many calls there were; None: it hung."""
    env = dict(os.environ, TMPDIR=os.path.join(place.at, "tmp"), LC_ALL="C", NO_COLOR="1")
    count = os.path.join(place.inputs, "..", "count")
    if os.path.exists(count):
        os.unlink(count)
    if fault:
        env.update(LD_PRELOAD=options.shim, FAULT_PROGRAM=os.path.basename(options.tool),
                   FAULT_CALL=fault[0], FAULT_DOES=fault[1], FAULT_AT=str(at), FAULT_COUNT=count)
        if fault[2]:
            env["FAULT_ERRNO"] = str(fault[2])
    child = subprocess.Popen([options.tool] + place.words, cwd=place.at, env=env,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, start_new_session=True)
    try:
        out, err = child.communicate(timeout=options.timeout)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return None
    lines = []
    if os.path.exists(count):
        with open(count) as f:
            lines = [line.split() for line in f]
    return (child.returncode, out, err, max([int(n) for n, _ in lines] or [0]),
            any(hit == "1" for _, hit in lines))


def left_running(pgid):
    try:
        os.killpg(pgid, 0)
    except OSError:
        return False
    return True


def torn(files, old, new):
    """What is wrong with the files after a fault, or None."""
    for name, data in files.items():
        if name not in old and name not in new:
            return f"{name} is left behind"
        if data not in (old.get(name), new.get(name)):
            return f"{name} is neither the old file nor the new one"
    for name in old:
        if name not in files:
            return f"{name} is lost"
    return None


def torn_set(files, old, new):
    """The files of one board appear together."""
    changed = [n for n in new if n.startswith("out.d/") and new[n] != old.get(n)]
    seen = [n for n in changed if files.get(n) == new[n]]
    return f"only {len(seen)} of {len(changed)} files of a set" if 0 < len(seen) < len(changed) else None


def is_partial(case, files, old, new):
    """One of several inputs could not be read, which was told; the others are done."""
    return case in cases.SEVERAL and set(files) <= set(old) | set(new) and all(
        data and data[-1:] in b"\n\0" for data in files.values())


def judge(case, place, fault, result, clean, old, new):
    """What is wrong, or None."""
    if result is None:
        return "it hangs"
    status, out, err = result[:3]
    files = place.files()
    wrong = torn(files, old, new) or torn_set(files, old, new)
    refused = case.startswith("verify") and fault[2] == 13
    if wrong and not ((refused or err != clean[2]) and is_partial(case, files, old, new)):
        return f"status {status}: {wrong}"
    if fault[1].isdigit() and status == -int(fault[1]):
        return None
    if status < 0:
        return f"signal {-status}"
    if status == clean[0]:
        if out.replace(b"./b.dts", b"b.dts") == clean[1] and (files == new or (err != clean[2] and err)):
            return None
        return None if err != clean[2] and err.strip() else f"status {status}, but not the same output"
    if status == 3 and case.startswith("verify") and fault[2] == 13:
        return None        # no tree that may be read
    if status != 4:
        return f"status {status}: {err.decode(errors='replace').strip()[:160]}"
    return None if b"iommuplan" in err or fault[:2] == ("write", "stays") else "status 4 without a message"


def begin(place, case, options):
    """The run without a fault: from old files, and what they become."""
    place.reset({})
    first = run(place, options)
    made = place.files()
    old = {}
    for name in made:
        if name.split("/")[0] in WRITTEN:
            old[name] = made[name] if name == "base" else cases.OLD
    place.reset(old)
    clean = run(place, options)
    if first is None or clean is None or clean[0] not in (0, 1):
        sys.exit(f"{case} fails without a fault: {clean}")
    return clean, old, place.files()


def points(count, options, rng):
    """Which of the calls fail: all, or as many as asked for, the first and last among them."""
    every = list(range(1, count + 1))
    if not options.most or count <= options.most:
        return every
    return sorted({1, count} | set(rng.sample(every, options.most)))


def try_case(case, options, inputs, done):
    rng = random.Random(f"{options.seed}{case}")
    place = Place(inputs, case)
    clean, old, new = begin(place, case, options)
    runs = bad = 0
    for fault in FAULTS:
        if options.call and fault[0] not in options.call.split(","):
            continue
        place.reset(old)
        counted = run(place, options, fault)
        for at in points(counted[3], options, rng):
            key = f"{case} {fault[0]} {fault[1]} {fault[2]} {at}"
            if key in done:
                continue
            place.reset(old)
            result = run(place, options, fault, at)
            wrong = judge(case, place, fault, result, clean, old, new)
            runs += 1
            bad += bool(wrong)
            if wrong:
                print(f"not ok - {key}: {wrong}", flush=True)
            elif options.state:
                with open(options.state, "a") as f:
                    f.write(key + "\n")
    shutil.rmtree(place.at)
    return runs, bad


def outputs(case, options, inputs):
    """Standard output and error that cannot be written."""
    bad = runs = 0
    place = Place(inputs, case)
    clean, old, new = begin(place, case, options)
    for name, redirect in {"full output": ">/dev/full", "closed output": ">&-",
                           "closed messages": "2>&-", "full messages": "2>/dev/full",
                           "nothing open": "<&- >&- 2>&-"}.items():
        place.reset(old)
        child = subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirect}', options.tool] + place.words,
                               cwd=place.at, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, timeout=options.timeout, check=False,
                               env=dict(os.environ, TMPDIR=place.at + "/tmp", LC_ALL="C"))
        files = place.files()
        wrong = torn(files, old, new) or torn_set(files, old, new)
        lost = clean[1] and ("output" in name or "nothing" in name)
        if child.returncode < 0 or child.returncode not in ((4,) if lost else (4, clean[0])):
            wrong = wrong or f"status {child.returncode}"
        runs += 1
        bad += bool(wrong)
        if wrong:
            print(f"not ok - {case}, {name}: {wrong}", flush=True)
    shutil.rmtree(place.at)
    return runs, bad


def options_of():
    p = argparse.ArgumentParser()
    p.add_argument("--shim", required=True)
    p.add_argument("--tool", required=True)
    p.add_argument("--most", type=int, default=0, help="calls that fail, of a kind; 0: all")
    p.add_argument("--seed", default="1")
    p.add_argument("--case", action="append")
    p.add_argument("--call", help="only these, commas between")
    p.add_argument("--state", help="file of what has passed, which is not run again")
    p.add_argument("--timeout", type=int, default=60)
    return p.parse_args()


def passed_before(options):
    """What has passed with this very program."""
    if not options.state:
        return set()
    with open(options.tool, "rb") as f:
        options.state += "-" + hashlib.sha256(f.read()).hexdigest()[:12]
    if not os.path.exists(options.state):
        return set()
    with open(options.state) as f:
        return {line.rstrip("\n") for line in f}


def main():
    options = options_of()
    options.tool, options.shim = os.path.abspath(options.tool), os.path.abspath(options.shim)
    done = passed_before(options)
    runs, bad = len(done), 0
    with tempfile.TemporaryDirectory(prefix="iommuplan-faults-") as work:
        inputs = os.path.join(work, "in")
        os.makedirs(inputs)
        cases.make_inputs(inputs)
        for case in options.case or cases.CASES:
            for part in (try_case(case, options, inputs, done), outputs(case, options, inputs)):
                runs, bad = runs + part[0], bad + part[1]
    print(f"{runs - bad} passed, {bad} failed, 0 skipped")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
