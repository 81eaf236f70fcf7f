#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan -p and build -p: what they tell, write and refuse, and that no file,
# however hostile, gets more out of them than a message.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

board juno-r2
board imx8qm-mek
juno=$tmp/juno-r2.dtb
imx=$tmp/imx8qm-mek.dtb
p=$tmp/p.yaml

# policy LINE...: write $p, with the version in front
policy()
{
	{ echo "version: 1"; printf '%b\n' "$@"; } >"$p"
}

# --- what is told ---

policy 'default: lazy'
iommuplan plan -k 6.12 -p "$p" "$juno"
expect "a policy the command line meets" 0 '^Policy .*: met$' "$tmp/out"
expect "the lever is told" 0 'cmdline  makes lazy the default' "$tmp/out"
expect "and the parameters" 0 'policy requires: iommu.passthrough=0 iommu.strict=0' "$tmp/out"
expect "wanted, at boot and reached" 0 \
	'/hdlcd@7ff50000 +lazy +lazy +lazy' "$tmp/out"

policy 'default: strict' 'allow: [cmdline, runtime]' 'devices:' \
	'  - match: {role: display}' '    domain: identity'
iommuplan plan -k 6.12 -p "$p" "$juno"
expect "a policy a write meets" 0 \
	'runtime .* DMA -> identity, only while no driver is bound +/hdlcd@7ff50000 .*:5\)' "$tmp/out"
expect "the type in the end" 0 '/hdlcd@7ff50000 +identity +strict +identity' "$tmp/out"
iommuplan plan -k 5.10 -p "$p" "$juno"
expect "a policy that cannot be met" 1 'NOT met' "$tmp/out"
expect "the wishes that clash" 1 'p.yaml:2  default strict' "$tmp/out"
expect "and what for" 1 \
	'p.yaml:5  domain identity: /hdlcd@7ff50000: this kernel can set the type only' "$tmp/out"
expect "what would do" 1 'possible with: Linux 5.11 or newer' "$tmp/out"

policy 'iommus:' '  - match: {compatible: "arm,mmu-500"}' '    strategy: shared'
iommuplan plan -k 6.12 -p "$p" "$imx"
expect "a lever that is not allowed" 1 'possible with: allow tree as well' "$tmp/out"
{ cat "$p"; echo 'allow: [tree]'; } >"$tmp/tree.yaml"
iommuplan plan -k 6.12 -p "$tmp/tree.yaml" "$imx"
expect "isolation lost is told" 0 "4 masters can access each other's DMA memory" "$tmp/out"
expect "the edit is told" 0 'ethernet@5b040000: iommus = <' "$tmp/out"

# --- what is written ---

iommuplan build -k 6.12 -p "$tmp/tree.yaml" -o "$tmp/o" "$imx"
expect "build writes" 0
edited=$tmp/o/imx8qm-mek.iommu.dtb
iommuplan plan -k 6.12 -f tsv "$edited"
is "the edited tree has one group" 1 "$(grep -v '^#' "$tmp/out" | cut -f 2 | sort -u | wc -l)"
run dtc -q -I dtb -O dts "$edited"
expect "the annotation lists the edits" 0 'edit-3 ' "$tmp/out"
iommuplan build -k 6.12 -p "$tmp/tree.yaml" -o "$tmp/again" "$edited"
same "building it again changes nothing" "$edited" \
	"$tmp/again/imx8qm-mek.iommu.iommu.dtb"
if have fdtoverlay; then
	fdtoverlay -i "$imx" -o "$tmp/merged.dtb" "$tmp/o/imx8qm-mek.iommu.dtbo"
	dtc -q -s -I dtb -O dts "$tmp/merged.dtb" | sed '/phandle = /d' >"$tmp/merged.dts"
	dtc -q -s -I dtb -O dts "$edited" | sed '/phandle = /d' >"$tmp/edited.dts"
	same "the overlay is the same edits" "$tmp/edited.dts" "$tmp/merged.dts"
else
	skip "the overlay is the same edits" "no fdtoverlay"
fi
iommuplan plan -k 6.12 -f json -p "$tmp/tree.yaml" "$imx"
sed 's/"file":"[^"]*"//g' "$tmp/out" >"$tmp/planned"
sed 's/"file":"[^"]*"//g' "$tmp/o/imx8qm-mek.plan.json" >"$tmp/built"
same "the plan that is built is the plan that is told" "$tmp/planned" "$tmp/built"

iommuplan build -k 6.12 -p "$p" -o "$tmp/none" "$imx"
expect "build refuses what cannot be met" 1 'nothing is written'
is "and writes nothing" "" "$(ls "$tmp/none")"
iommuplan build -k 6.12 -p "$p" -o "$tmp/none.dtb" "$imx"
is "nor the tree alone" no "$([ -e "$tmp/none.dtb" ] && echo yes || echo no)"

policy 'default: strict' 'allow: [runtime]' 'devices:' \
	'  - match: {role: display}' '    domain: identity'
iommuplan build -k 6.12 -p "$p" -o "$tmp/r" "$juno"
expect "a script for the run-time levers" 0 "want 'identity' '/hdlcd@7ff50000'" \
	"$tmp/r/juno-r2.runtime.sh"
is "and what starts it" 3 \
	"$(find "$tmp/r" -name 'juno-r2.runtime.*' ! -name '*.sh' | wc -l)"
is "the annotation tells the type until then" DMA "$(
	dtc -q -I dtb -O dts "$tmp/r/juno-r2.iommu.dtb" |
		sed -n 's/.*boot-domain = "\(.*\)";/\1/p' | sort -u)"

policy 'default: lazy' 'allow: [cmdline, tree]' 'bootargs: true'
iommuplan build -k 6.12 -p "$p" -o "$tmp/b" "$juno"
is "bootargs stand in the tree" "iommu.passthrough=0 iommu.strict=0" \
	"$(fdtget "$tmp/b/juno-r2.iommu.dtb" /chosen bootargs)"
is "and on the command line" "iommu.passthrough=0 iommu.strict=0" \
	"$(cat "$tmp/b/juno-r2.cmdline")"

# --- sources have labels, trees of several kinds go together ---

cat >"$tmp/labels.dts" <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	gpu_mmu: iommu@1000 {
		compatible = "arm,mmu-401";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
		#global-interrupts = <1>;
		interrupts-extended = <&gic 0>, <&gic 1>;
	};
	gic: interrupt-controller { interrupt-controller; #interrupt-cells = <1>; };
	fast: gpu@2000 { compatible = "v,gpu"; reg = <0x2000 1>; iommus = <&gpu_mmu 1>; };
};
DTS
policy 'allow: [tree]' 'iommus:' '  - match: {label: "*_mmu"}' '    strategy: off' \
	'devices:' '  - match: {label: fast}' '    domain: any'
iommuplan plan -p "$p" "$tmp/labels.dts"
expect "labels of a source" 0 'status = "disabled"' "$tmp/out"
iommuplan plan -p "$p" "$tmp/labels.dts" "$juno"
expect "a match that finds nothing" 2 'p.yaml:4:12: this match selects no IOMMU in .*juno'
expect "the other tree is done" 2 '^Policy .*: met$' "$tmp/out"
iommuplan plan -j 2 -p "$p" "$tmp/labels.dts" "$tmp/labels.dts"
is "side by side" 2 "$(grep -c '^Policy .*: met' "$tmp/out")"

# --- refused ---

policy 'default: strict'
iommuplan plan -k 6.1..7.2 -p "$p" "$juno"
expect "a range has no policy" 2 'policy is for one kernel version, not for 6.1..7.2'
iommuplan plan -p "$tmp/nothing.yaml" "$juno"
expect "no such file" 4 'nothing.yaml: No such file'
iommuplan plan -p "$tmp" "$juno"
expect "a directory" 4 'not a regular file'
policy 'defualt: strict'
iommuplan plan -p "$p" "$juno"
expect "a mistake has its place" 2 \
	"p.yaml:2:1: unknown key 'defualt' in a policy: expected one of version, default, .*; did you mean 'default'\?$"
is "and nothing is planned" "" "$(cat "$tmp/out")"
policy 'default: "\\x1b[2J"'
iommuplan plan -p "$p" "$juno"
expect "no escape gets through" 2 'not YAML|not printable'
is "none at all" 0 "$(tr -d '\n\t -~' <"$tmp/err" | wc -c)"
evil=$(printf '%s/\033[31m.yaml' "$tmp")
cp "$p" "$evil"
iommuplan plan -p "$evil" "$juno"
is "nor by the file's name" 0 "$(tr -d '\n\t -~' <"$tmp/err" | wc -c)"

# Nested, endless, wide and binary: a message, never a crash or a long wait.
needs python3
python3 - "$tmp" <<'PY'
import random, sys
d = sys.argv[1]
good = open(d + "/tree.yaml").read()
random.seed(4)
cases = ["[" * 100000, "{a: " * 20000, "version: 1\niommus:\n" + "- " * 5000,
         "version: 1\ndevices: [" + "{match: {path: '/" + "*a" * 200 + "b'}, domain: any}," * 900,
         "version: 1\ndefault: " + "x" * 200000, "version: 1\n" + "#" * 260000,
         "a: &a [*a]\n", "version: 1\n\0", "\xff\xfe", "%YAML 9.9\n---\n",
         "version: 1\n---\n---\n", "? version\n: 1\n? [1]\n: 2\n", "version: !!int 1\n"]
for n in range(300):
    text = list(good)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(text))
        text[at] = random.choice(["", text[at] * 2, chr(random.randrange(1, 256)),
                                  random.choice("[]{}:,-\n &*!|>'\"%@`#?")])
    cases.append("".join(text))
for n, c in enumerate(cases):
    open("%s/h%d.yaml" % (d, n), "wb").write(c.encode("latin-1"))
PY
bad=
for file in "$tmp"/h*.yaml; do
	status=0
	timeout 20 "$plan_bin" plan -q -k 6.12 -p "$file" "$imx" \
		>/dev/null 2>"$tmp/err" </dev/null || status=$?
	case $status in
	0 | 1 | 2) ;;
	*) bad="$bad ${file##*/}:$status" ;;
	esac
	[ "$status" != 2 ] || grep -q '^iommuplan: ' "$tmp/err" || bad="$bad ${file##*/}:silent"
done
is "hostile files" "" "$bad"
# --- edits of a policy and those of a strategy, in one tree ---
cat >"$tmp/both.dts" <<'EOF'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	interrupt-parent = <&gic>;
	gic: interrupt-controller { compatible = "v,gic"; interrupt-controller; #interrupt-cells = <1>; };
	smmu: iommu@10000 { compatible = "arm,mmu-500"; reg = <0x10000 0x10000>; #iommu-cells = <1>;
		#global-interrupts = <1>; interrupts = <0 1 2 3 4>; };
	screen: display@20000 { compatible = "v,screen"; reg = <0x20000 0x1000>; iommus = <&smmu 4>; };
	dma@30000 { compatible = "v,dma"; reg = <0x30000 0x1000>; iommus = <&smmu 8>; };
	usb@40000 { compatible = "v,usb"; reg = <0x40000 0x1000>; iommus = <&smmu 9>; };
	reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;
		logo: logo@80000000 { reg = <0x80000000 0x400000>; }; };
	chosen { framebuffer { compatible = "simple-framebuffer"; memory-region = <&logo>; display = <&screen>; }; };
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,armv8"; reg = <0>; }; };
};
EOF
policy 'default: strict' 'allow: [tree]' 'edits: [keep-framebuffer]' 'iommus:' \
	'  - match: {path: "/iommu@10000"}' '    strategy: shared' \
	'    share: [{path: "/dma@30000"}, {path: "/usb@40000"}]'
iommuplan build -q -k 6.12 -p "$p" --only dtb,dtbo,plan -o "$tmp/both" "$tmp/both.dts"
expect "edits and sharing together" 0
is "the mask is in the tree" 1 "$(fdtget -t x "$tmp/both/both.iommu.dtb" /iommu@10000 stream-match-mask)"
is "the framebuffer too" "4 80000000 400000" "$(fdtget -t x "$tmp/both/both.iommu.dtb" \
	/reserved-memory/logo@80000000 iommu-addresses | sed 's/^[0-9a-f]* /4 /')"
is "both are recorded" "iommu-addresses memory-region stream-match-mask" \
	"$(grep -o '"edit":"set","node":"[^"]*","name":"[^"]*"' "$tmp/both/both.plan.json" |
		cut -d '"' -f 12 | sort -u | tr '\n' ' ' | sed 's/ $//')"

finish
