#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# lint --new-since: findings that other trees have are not reported again.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if ! have dtc; then
	skip "lint --new-since" "no dtc"
	finish
fi
cd "$tmp"
tree()
{
	{ cat "$top/tests/lint/board.dtsi"; echo "$2"; } >t.dts
	dtc -q -@ -f -I dts -O dtb -o "$1" t.dts
}
mkdir old new
master='/ { %s@%s { compatible = "v,d"; reg = <0x%s 1>; iommus = <%s>; }; };'
# shellcheck disable=SC2059 # that is the format
bad() { printf "$master" "$@"; }
tree old/one.dtb "$(bad a 100000 100000 '0x99 1')"
tree old/two.dtb ""
tree new/one.dtb "$(bad a 100000 100000 '0x99 1') $(bad b 200000 200000 '0x99 1')"
tree new/two.dtb "$(bad a 100000 100000 '0x99 1')"

iommuplan lint --new-since old/one.dtb new/one.dtb
expect "the second master's is new" 1 '/b@200000|b@200000|:.*iommus-bad-phandle' out
is "and alone" 1 "$(grep -c iommus-bad-phandle out)"
is "the sum counts the other as suppressed" "1 error in 1 tree; 1 suppressed" "$(tail -n 1 out)"
iommuplan lint --new-since new/one.dtb old/one.dtb
expect "nothing is new" 0 '^no findings in 1 tree; 1 suppressed$' out
iommuplan lint --new-since old/one.dtb new/two.dtb
expect "a tree is compared with one of another name" 0
iommuplan lint --new-since old new
expect "directories by name" 1 '^2 errors in 2 trees; 1 suppressed$' out
iommuplan lint -j 2 --new-since old new
expect "side by side" 1 '^2 errors in 2 trees; 1 suppressed$' out
iommuplan lint -k 6.1..7.2 --new-since old new
expect "over a range" 1 '^2 errors in 2 trees; 1 suppressed$' out
iommuplan lint --new-since new new
expect "with itself" 0 'no findings in 2 trees; 3 suppressed' out
iommuplan lint -f json --new-since old new
is "json has the new ones" 2 "$(grep -c '"rule"' out)"
echo nonsense >bad.dtb
iommuplan lint --new-since bad.dtb new
expect "one that is not a tree" 3 'bad.dtb'
is "and nothing is called new" 0 "$(wc -l <out)"
tree twice.dtb "$(bad a 100000 100000 '&smmu 0x10000>, <&smmu 0x20001')"
iommuplan lint -q --notes -f json twice.dtb
twice=$(grep -c iommus-id-too-wide out)
tree once.dtb "$(bad a 100000 100000 '&smmu 0x10000')"
iommuplan lint -q --notes -f json once.dtb
once=$(grep -c iommus-id-too-wide out)
iommuplan lint -q --notes -f json --new-since once.dtb twice.dtb
is "one more of the same at one property is new" "2 1 1" "$twice $once $(grep -c iommus-id-too-wide out)"
iommuplan lint --new-since nowhere new
expect "one that is not there" 4 nowhere
iommuplan lint --new-since old/one.dtb -o old/one.dtb new/one.dtb
expect "it is not written over" 2

finish
