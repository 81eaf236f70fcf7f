#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Sources as cpp and dtc take them: -I, -D, --dtc; facts of several directories.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc cpp

mkdir "$tmp/one" "$tmp/two" "$tmp/src"
echo '#define STREAM 0x11' >"$tmp/one/streams.h"
echo '#define STREAM 0x22' >"$tmp/two/streams.h"
cat >"$tmp/src/board.dts" <<'EOF'
/dts-v1/;
#include "streams.h"
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,armv8"; reg = <0>; }; };
	smmu: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <1>;
		#global-interrupts = <1>; interrupts = <1>, <2>; interrupt-parent = <&ic>; };
	ic: interrupt-controller@9000 { compatible = "v,ic"; reg = <0x9000 0x1000>; interrupt-controller; #interrupt-cells = <1>; };
	dma@2000 { compatible = "v,dma"; reg = <0x2000 0x1000>;
		iommus = <&smmu STREAM>;
#ifdef OFF
		status = OFF;
#endif
	};
};
EOF
streams()
{
	run "$plan_bin" plan -f json "$@" "$tmp/src/board.dts"
}
has()
{
	if grep -q -- "$2" "$tmp/out"; then ok "$1"; else not_ok "$1" "no $2 in the output"; fi
}

streams
is "without -I it does not compile" 3 "$status"
streams -I "$tmp/one"
has "-I finds the file" '"id":"0x11"'
streams -I "$tmp/two" --include "$tmp/one"
has "the first of two directories" '"id":"0x22"'
streams "-I$tmp/one" -D 'OFF="disabled"'
has "-D reaches cpp: the master is disabled" '"devices":\[\]'
streams -I "$tmp/one" -D UNUSED --define OTHER=2
has "-D without a value, and one that nothing uses" '"id":"0x11"'

# As many as anybody has.
set --
n=0
while [ $n -lt 300 ]; do set -- "$@" -I "$tmp/none$n" -D "N$n"; n=$((n + 1)); done
streams "$@" -I "$tmp/one"
has "hundreds of both" '"id":"0x11"'

# --- another dtc ---
# shellcheck disable=SC2016 # that script expands it
printf '#!/bin/sh\necho used >"%s/used"\nexec dtc "$@"\n' "$tmp" >"$tmp/my-dtc"
chmod +x "$tmp/my-dtc"
streams -I "$tmp/one" --dtc "$tmp/my-dtc"
has "--dtc compiles" '"id":"0x11"'
is "and was run" used "$(cat "$tmp/used" 2>&1)"
# dtc drops checks: one that does not know the names of two of them.
cat >"$tmp/new-dtc" <<'SH'
#!/bin/sh
for arg; do
	case $arg in
	no-graph_child_address | no-pwms_property)
		echo "FATAL ERROR: Unrecognized check name \"${arg#no-}\"" >&2
		exit 1 ;;
	esac
done
exec dtc "$@"
SH
chmod +x "$tmp/new-dtc"
streams -I "$tmp/one" --dtc "$tmp/new-dtc"
has "--dtc without some checks compiles" '"id":"0x11"'
is "and nothing is told of it" "" "$(grep -i check "$tmp/err" || :)"
# shellcheck disable=SC2016 # the inner shell expands it
run sh -c '"$1" plan -q -f json -I "$2" --dtc "$3" - <"$4"' sh "$plan_bin" "$tmp/one" "$tmp/new-dtc" "$tmp/src/board.dts"
expect "and a source from standard input" 0
streams -I "$tmp/one" --dtc "$tmp/no-such-dtc"
is "a dtc that is not there is an I/O error" 4 "$status"
streams --dtc ''
is "an empty name is refused" 2 "$status"

# lint compiles the source again, for lines.
run "$plan_bin" lint -I "$tmp/one" "$tmp/src/board.dts"
is "lint has it too" 0 "$status"

# --- a source on standard input, and what cpp left of one ---
for source in "$top/examples/boards/juno-r2.dts" "$tmp/src/board.dts"; do
	run "$plan_bin" plan -q -f json -I "$tmp/one" "$source"
	sed 's/"file":"[^"]*"//' "$tmp/out" >"$tmp/wanted"
	"$plan_bin" plan -q -f json -I "$tmp/one" - <"$source" | sed 's/"file":"[^"]*"//' >"$tmp/seen"
	same "$(basename "$source") on standard input" "$tmp/wanted" "$tmp/seen"
done
echo '/dts-v1/; / { no };x' >"$tmp/wrong"
run sh -c '"$0" plan - <"$1"' "$plan_bin" "$tmp/wrong"
is "one that does not compile" 3 "$status"

# --- several --schema-dir add up ---
mkdir -p "$tmp/a/drivers" "$tmp/b/drivers"
for n in a b; do
	cat >"$tmp/$n/drivers/toy-$n.yaml" <<EOF
driver: toy-$n
title: "Toy $n"
kconfig: CONFIG_TOY_$n
arch: [arm64]
compatibles:
  - {name: "toy,iommu-$n", since: "6.1", from: toy_of_match}
facts:
  id-bits:
    - {value: 32, since: "6.1", from: toy_of_xlate}
  group-rule:
    - {value: device, since: "6.1", from: toy_device_group}
  dma:
    - {value: true, since: "6.1", from: toy_domain_alloc_paging}
EOF
done
sed -e 's/arm,mmu-500/toy,iommu-a/' "$tmp/src/board.dts" >"$tmp/src/a.dts"
sed -e 's/arm,mmu-500/toy,iommu-b/' "$tmp/src/board.dts" >"$tmp/src/b.dts"
run "$plan_bin" plan -f json -I "$tmp/one" --schema-dir "$tmp/a" --schema-dir "$tmp/b" "$tmp/src/a.dts" "$tmp/src/b.dts"
has "the first directory's driver" '"driver":"toy-a"'
has "and the second's" '"driver":"toy-b"'
run "$plan_bin" plan --schema-dir "$tmp/a" --schema-dir "$tmp/none" "$tmp/src/a.dts"
is "one that is not there is an error" 4 "$status"
finish
