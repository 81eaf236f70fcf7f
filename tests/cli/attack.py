#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""attack.py PROGRAM SEED ROUNDS SECONDS TREE TREE: damaged containers and boot
partitions in the directory at hand. Each is planned or refused: status 0, 3 or 4,
JSON on standard output, nothing of the sanitizers' on the other, within 20 seconds.
What is not stays there as bad-N."""
import gzip
import importlib.util
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import time

prog, seed, rounds, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
trees = sys.argv[5:7]
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs("made", exist_ok=True)
sys.argv = ["containers.py", *trees, "made"]
spec = importlib.util.spec_from_file_location("containers", os.path.join(here, "containers.py"))
c = importlib.util.module_from_spec(spec)
spec.loader.exec_module(c)
BATCH = 8       # to a run, which a sanitizer makes slow to begin
COMMANDS = [["plan", "-f", "json"]] * 4 + [["lint", "-f", "json"], ["plan"]]
WORDS = [b"..", b"/", b"%s%n", b"\0", b"\x1b[2J", b"${x}", b"include self", b"#b", b",", b"=", b":",
         b"\xff\xfe", b"/dev/zero", b"\n", b"[pi5]", b"dtparam=a=on,b=0x10", b"{", b"}", b"'", b'"',
         b"A" * 5000, b"title", b"label", b"+1-2", b"dtoverlay=", b"dtoverlay=one,x=1,y"]
ITS = """/dts-v1/; / { description = "x"; #address-cells = <1>; images {
k { type = "kernel"; os = "linux"; arch = "arm64"; compression = "gzip"; load = <0>; entry = <0>;
    data = /incbin/("made/Image.gz"); hash { algo = "sha256"; }; };
t { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("a.dtb");
    hash { algo = "crc32"; }; };
o { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("one.dtbo"); }; };
configurations { default = "a"; a { kernel = "k"; fdt = "t", "o"; compatible = "x,y"; };
b { kernel = "k"; fdt = "t"; loadables = "o"; }; c { fdt = "o"; }; }; };
"""
OVERLAY = """/dts-v1/; /plugin/; / { compatible = "brcm,bcm2835"; fragment@0 { target-path = "/";
__overlay__ { one: one { reg = <1 2>; w = <&one>, <&base>; }; }; };
fragment@1 { target-path = "/"; __dormant__ { two; }; };
__overrides__ { a = <&one>, "status"; b = <&one>, "reg:4", <0>, "+1-0"; x = <&one>, "w?";
y = <&one>, "w:4=", <&base>, <0>, "=1!0"; z = <&one>, "v{a=1,'b'=two,}"; }; };
"""


def read(name):
    with open(name, "rb") as f:
        return f.read()


def compiled(name, text, *args):
    subprocess.run(["dtc", "-q", *args, "-I", "dts", "-O", "dtb", "-o", name],
                   input=text.encode(), check=True)
    return read(name)


def files():
    made = {n: read("made/" + n) for n in sorted(os.listdir("made"))
            if os.path.getsize("made/" + n) < 3 << 20 and not n.startswith(("bad-", "config"))}
    big = c.table([made["a.gz"], trees_data[0], trees_data[1]], 1, 2)
    made["table-mixed"] = big
    made["vendor4"] = c.vendor(c.table(trees_data, 0), b"r" * 9000, 2048)
    made["boot4"] = c.boot3(made["Image.gz"] + trees_data[0], b"x").replace(
        struct.pack("<I16xI", 1580, 3), struct.pack("<I16xI", 1584, 4), 1)
    made["boot-in-uki"] = c.pe([(b".linux", made["boot2"]), (b".dtb", trees_data[1])])
    made["gz-of-uki"] = gzip.compress(made["uki"])
    made["zst-of-boot"] = c.zstd(made["boot0"])
    if shutil.which("mkimage"):
        for name, how in ("fit", []), ("fit-out", ["-E"]), ("fit-at", ["-E", "-p", "0x40000"]):
            c.write("../fit.its", ITS.encode())
            subprocess.run(["mkimage", "-q", *how, "-f", "fit.its", name], check=True,
                           stdout=subprocess.DEVNULL)
            made[name] = read(name)
    return made


def texts():
    """Boot partitions: the files that are text, by path."""
    return {
        "bls": {"loader/entries/a.conf": b"title A\nlinux /vmlinuz\noptions quiet x=1\n"
                b"devicetree /board.dtb\ndevicetree-overlay /overlays/one.dtbo\n",
                "loader/entries/b+3-1.conf": b"title A\nefi /EFI/Linux/x.efi\n"},
        "extlinux": {"extlinux/extlinux.conf": b"default a\ninclude extlinux/more.conf\nlabel a\n"
                     b"kernel /vmlinuz\nfdt /board.dtb\nfdtoverlays /overlays/one.dtbo\n"
                     b"append root=${x} quiet\nlabel b\nlinux /fit#a\nlabel c\nlinux /vmlinuz\n"
                     b"fdtdir /\n",
                     "extlinux/more.conf": b"label d\nlinux ../vmlinuz\nfdt ../board.dtb\n"},
        "grub": {"grub/grub.cfg": b"menuentry 'A' --class x {\nlinux /vmlinuz root=$root quiet\n"
                 b"devicetree /board.dtb\n}\nmenuentry \"B\" {\nlinux /vmlinuz\n}\n"},
        "pi": {"config.txt": b"dtparam=a=on,spi\ndtoverlay=one,a=off,b=0x7,x,y,z=b\ndtparam=b=5\n"
               b"dtoverlay=\n[pi5]\ndtparam=a\n[all]\ndtoverlay=one:z=q\nkernel=vmlinuz\n",
               "cmdline.txt": b"console=x iommu.passthrough=1\n"},
        "flash": {},
    }


def lay_out(name, text):
    shutil.rmtree(name, ignore_errors=True)
    os.makedirs(name + "/overlays")
    os.makedirs(name + "/EFI/Linux/x.efi.extra.d")
    parts = {"vmlinuz": base["Image.gz"], "board.dtb": based, "overlays/one.dtbo": overlay,
             "overlays/one-pi5.dtbo": overlay, "bcm2712-x.dtb": based, "bcm2711-x.dtb": based,
             "fit": base.get("fit", based), "EFI/Linux/x.efi": base["uki-cmdline"],
             "EFI/Linux/x.efi.extra.d/a.addon.efi": base["words.addon.efi"],
             "vmlinuz-6.1": base["Image"], "dtb-6.1": based, **text}
    spoilt = random.choice(list(parts)) if random.random() < .4 or not text else \
        random.choice(list(text))
    for path, data in parts.items():
        os.makedirs(os.path.dirname(name + "/" + path), exist_ok=True)
        with open(name + "/" + path, "wb") as f:
            f.write(mutant_text(data) if path == spoilt and path in text else
                    mutant(data) if path == spoilt else data)


def mutant_text(data):
    for _ in range(random.choice([1, 1, 2, 4, 9])):
        at = random.randrange(len(data) + 1)
        how = random.random()
        if how < .5:
            data = data[:at] + random.choice(WORDS) + data[at:]
        elif how < .65:
            data = data[:at] + data[at + random.randrange(20):]
        elif how < .8:
            lines = data.split(b"\n")
            lines.insert(random.randrange(len(lines)), random.choice(lines))
            data = b"\n".join(lines)
        elif how < .85:
            data = data[:1000] * random.choice([2, 40, 2000])
        else:
            data = data[:at] + bytes([random.randrange(256)]) + data[at + 1:]
    return data[:2 << 20]


def places(d):
    """Where readers trust: headers, tables of sections, and anywhere."""
    spots = list(range(0, min(len(d), 2700), 4)) + [random.randrange(len(d)) for _ in range(64)]
    return spots + (list(range(64, min(len(d), 808), 4)) * 3 if d[:2] == b"MZ" else [])


def value(d, at):
    n = len(d)
    return random.choice([0, 1, 2, 3, 4, 7, 8, 16, 32, 40, 63, 64, n, n - 1, n + 1, n // 2, at,
                          at + 4, 1 << 20, 1 << 24, 0x7fffffff, 0x80000000, 0xffffffff,
                          0xfffffff0, random.getrandbits(32)]) & 0xffffffff


def mutant(data):
    d = bytearray(data)
    for _ in range(random.choice([1, 1, 1, 2, 3, 6])):
        how = random.random()
        if len(d) < 8:
            d = bytearray(b"ABCDEFGH")
        if how < .6:
            at = min(random.choice(places(d)), len(d) - 4)
            struct.pack_into(random.choice("<>") + "I", d, at, value(d, at))
        elif how < .75:
            d[random.randrange(len(d))] ^= 1 << random.randrange(8)
        elif how < .85:
            d = d[:random.randrange(1, len(d))]
        elif how < .93:
            a, b = random.randrange(len(d)), random.randrange(len(d))
            size = random.randrange(1, 4096)
            d[b:b + size] = d[a:a + size]
        else:
            other = base[random.choice(list(base))]
            a = random.randrange(len(d))
            d[a:a + len(other)] = other[:len(d) - a]
    return gzip.compress(bytes(d), 1) if random.random() < .1 else bytes(d)


def is_bad(command, *names):
    """What is wrong with the run, or None."""
    try:
        done = subprocess.run([prog, command[0], "-q", *command[1:], *names], timeout=20,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except subprocess.TimeoutExpired:
        return "20 seconds are not enough"
    if done.returncode not in ((0, 1, 3, 4) if command[0] == "lint" else (0, 3, 4)):
        return "status %d: %s" % (done.returncode, done.stderr[-600:])
    if b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
        return done.stderr[-2000:]
    if done.returncode in (3, 4) and not done.stderr:
        return "refused without a word"
    if b"\x1b" in done.stderr + done.stdout:
        return "an escape of the file's reaches the terminal"
    try:
        for line in done.stdout.splitlines() if "json" in command else []:
            json.loads(line.decode())
    except ValueError as e:
        return "no JSON: %s" % e
    return None


def make(number):
    """One more, by its name, which tells its kind"""
    kind = random.choice(kinds)
    name = "%d-%s" % (number, kind)
    if kind in base:
        with open(name, "wb") as f:
            f.write(mutant(base[kind]))
    else:
        lay_out(name, texts()[kind])
    return name


random.seed(seed)
trees_data = [read(t) for t in trees]
c.write("../a.dtb", trees_data[0])
overlay = compiled("one.dtbo", OVERLAY, "-@")
based = compiled("based.dtb", """/dts-v1/; / { compatible = "arm,juno", "x"; model = "x";
base: base { status = "okay"; }; cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 {
compatible = "arm,cortex-a53"; reg = <0>; device_type = "cpu"; }; };
__overrides__ { a = <&base>, "status"; spi = <&base>, "x:0"; }; };""", "-@")
base = files()
bad = tried = 0
slowest = (0.0, "")
end = time.time() + seconds
kinds = list(base) + list(texts()) * 4
while tried < rounds and bad < 5 and time.time() < end:
    made = [make(n) for n in range(min(BATCH, rounds - tried))]
    command = random.choice(COMMANDS)
    begun = time.time()
    again = is_bad(command, *made)
    slowest = max(slowest, (time.time() - begun, " ".join(made)))
    tried += len(made)
    for name in made if again else []:
        why = is_bad(command, name)
        if why:
            bad += 1
            os.rename(name, "bad-%d" % bad)
            print("bad-%d:" % bad, name, *command, why)
    if again and not bad:
        bad += 1
        print("together only:", *made, *command, again)
print("seed %d: %d tried, %d bad, slowest %.2f s (%s)" % (seed, tried, bad, *slowest))
sys.exit(bad != 0 or tried == 0)
