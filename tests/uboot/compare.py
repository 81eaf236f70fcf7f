#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Says whether the image for boot loaders makes the same plans as the host's
program: of each tree the same annotated tree, byte for byte, and in the dump
the same IOMMUs, groups, domains, streams and masters without a group as in
the JSON, and as many findings of each severity.

    compare.py IOMMUPLAN LOADER IMAGE VERSION EVERY DIRECTORY [LESS...]

Every EVERY-th tree below DIRECTORY is taken. Images that can do less annotate
alike, or have no facts about an IOMMU and refuse the tree. The loader runs
under user-mode emulation where this machine is no arm64."""
import itertools
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

EXTRA, CAP, ARENA = "20000", "80000", "400000"


def plain(text):
    return re.sub("%([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text)


def trees(directory, every):
    found = [os.path.join(at, name) for at, _, names in os.walk(directory)
             for name in names if name.endswith(".dtb")]
    return sorted(found)[::every]


def load(loader, image, out, files, op, version):
    """What the image does with each of the files: statuses by number."""
    os.mkdir(out)
    command = [loader, image, out, EXTRA, CAP, ARENA, op, "kernel=" + version]
    if platform.machine() != "aarch64":
        command.insert(0, "qemu-aarch64")
    done = subprocess.run(command, input="\n".join(files) + "\n", text=True,
                          stdout=subprocess.PIPE, check=True)
    return [line.split()[1] for line in done.stdout.splitlines()]


def read_dump(path):
    """The dump as the parts of JSON that it stands for."""
    seen = {"iommus": [], "groups": {}, "devices": [], "unprotected": []}
    with open(path, encoding="ascii") as text:
        for line in text:
            key, value = line.rstrip("\n").split("=", 1)
            words = value.split(" ")
            if key == "iommu":
                seen["iommus"].append([plain(words[0])] + words[1:])
            elif key == "group":
                seen["groups"][words[0]] = words[1:]
            elif key == "device":
                seen["devices"].append([plain(words[0])] + words[1:])
            elif key == "unprotected":
                seen["unprotected"].append([plain(words[0])] + words[1:])
            elif key == "cmdline":
                seen["cmdline"] = value
    return seen


def ids(device, number):
    """iommu:id/mask of the streams, or of the requesters."""
    words = []
    for s in device["streams"] or device["requesters"]:
        if s["id"] is None:
            words.append(s["reason"])
        else:
            words.append("%d:%x/%x" % (number[s["iommu"]], int(s["id"], 16),
                                       int(s["mask"], 16)))
    return words


def from_json(plan):
    """The same parts of the host's plan, and the members of each group."""
    number = {i["path"]: n for n, i in enumerate(plan["iommus"])}
    return {
        "iommus": [[i["path"], i["state"], i["driver"] or "-",
                    i["reason"] or "-"] for i in plan["iommus"]],
        "groups": {g["key"]: [g["domain"], g["confidence"]]
                   for g in plan["groups"]},
        "devices": [[d["path"], d["group"], d["confidence"]] + ids(d, number)
                    for d in plan["devices"]],
        "unprotected": [[d["path"], d["reason"]] + ids(d, number)
                        for d in plan["unprotected"]],
        "cmdline": plan["cmdline"],
    }


def host(tool, out, files, version):
    done = subprocess.run([tool, "plan", "-f", "json", "-k", version] + files,
                          text=True, stdout=subprocess.PIPE, check=True)
    plans = {p["file"]: p for p in map(json.loads, done.stdout.splitlines())}
    for n, file in enumerate(files):    # names are not unique over vendors
        os.makedirs(f"{out}/{n}")
        shutil.copyfile(file, f"{out}/{n}/tree.dtb")
    subprocess.run([tool, "build", "-q", "--only", "dtb", "-k", version, "-o",
                    out + "/built", out], check=True)
    return [plans[file] for file in files]


def findings(tool, files, version):
    """How many errors, warnings and notes lint has for each file."""
    # a boot loader has no list of the hosts with a table of their own
    done = subprocess.run([tool, "lint", "-W", "no-iommu-map-host-table",
                           "-f", "json", "-k", version] + files,
                          text=True, stdout=subprocess.PIPE, check=False)
    count = {file: {"error": 0, "warning": 0, "note": 0} for file in files}
    for line in done.stdout.splitlines():
        found = json.loads(line)
        count[found["file"]][found["severity"]] += 1
    return [count[file] for file in files]


def content(path):
    with open(path, "rb") as file:
        return file.read()


def differences(work, n, status, plan):
    if status != "0":
        yield f"status {status}: {content(f'{work}/dump/{n}.txt')}"
        return
    theirs, ours = read_dump(f"{work}/dump/{n}.txt"), from_json(plan)
    for part, value in ours.items():
        if theirs.get(part) != value:
            yield f"{part}: {theirs.get(part)} instead of {value}"
    if (content(f"{work}/annotate/{n}.dtb") !=
            content(f"{work}/host/built/{n}/tree.iommu.dtb")):
        yield "the annotated trees differ"


def lint_differences(work, n, status, count):
    with open(f"{work}/lint/{n}.txt", encoding="ascii") as text:
        said = dict(line.rstrip("\n").split("=", 1) for line in text)
    if status != ("1" if count["error"] else "0"):
        yield f"lint: status {status} with {count}"
    for severity, wanted in count.items():
        if said.get(f"iommu_{severity}s") != str(wanted):
            yield f"lint: {said}, not {count}"
    if bool(said.get("iommu_finding")) != bool(sum(count.values())):
        yield f"lint: finding '{said.get('iommu_finding')}' with {count}"


def refused(work, n, status):
    return (status == "2" and
            b"this build has no facts about" in content(f"{work}/less/{n}.txt"))


def less_differences(work, n, status):
    """Of an image that annotates, and has not all that the other has."""
    if status != "0":
        yield f"status {status}: {content(f'{work}/less/{n}.txt')}"
    elif (content(f"{work}/less/{n}.dtb") !=
            content(f"{work}/host/built/{n}/tree.iommu.dtb")):
        yield "another annotated tree"


def try_less(loader, image, work, files, version):
    """How many trees the image got wrong; says how many it refused."""
    wrong = left = 0
    shutil.rmtree(f"{work}/less", ignore_errors=True)
    for n, status in enumerate(load(loader, image, f"{work}/less", files,
                                    "annotate", version)):
        if refused(work, n, status):
            left += 1
            continue
        for what in less_differences(work, n, status):
            print(f"{files[n]}: {image}: {what}"[:600])
            wrong += 1
    print(f"{image}: {len(files) - left} trees annotated, {left} refused")
    return wrong


def main():
    tool, loader, image, version, every, directory = sys.argv[1:7]
    files = trees(directory, int(every))
    wrong = groups = found = 0
    with tempfile.TemporaryDirectory() as work:
        plans = host(tool, work + "/host", files, version)
        counts = findings(tool, files, version)
        status = {op: load(loader, image, f"{work}/{op}", files, op, version)
                  for op in ("annotate", "dump", "lint")}
        for n, file in enumerate(files):
            groups += len(plans[n]["groups"])
            found += sum(counts[n].values())
            for what in itertools.chain(
                    differences(work, n, status["dump"][n], plans[n]),
                    lint_differences(work, n, status["lint"][n], counts[n])):
                print(f"{file}: {what}"[:600])
                wrong += 1
        for less in sys.argv[7:]:
            wrong += try_less(loader, less, work, files, version)
    print(f"{len(files)} trees, {groups} groups, {found} findings")
    return 1 if wrong or not groups else 0


if __name__ == "__main__":
    sys.exit(main())
