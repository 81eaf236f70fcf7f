#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A stranger's program against the installed library, both forms of it: what
# can be seen is what the header says, C++ takes the header, and the example
# prints the groups that the tool's JSON has.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cc=${CC:-cc}
prefix=$tmp/usr
B=${B:-$(dirname "$plan_bin")}
if ! make -s -C "$top" B="$B" PREFIX="$prefix" install-library >"$tmp/log" 2>&1; then
	not_ok "the library is installed" "$(tail -n 5 "$tmp/log")"
	finish
fi
# C++ compiles the one template itself.
header=$tmp/header
grep -v '^template' "$top/include/iommuplan.h" >"$header"
public=$(grep -oE '\biommuplan_[a-z_]+\(' "$header" | tr -d '(' | sort -u)
seen=$(nm -D --defined-only "$prefix/lib/libiommuplan.so.0" | sed -n 's/.* T \([^@]*\)@@LIBIOMMUPLAN_0$/\1/p' | sort)
# Names that only comments call are not declared.
declared=$(grep -E '^[a-z].*iommuplan_[a-z_]+\(' "$header" |
	grep -oE 'iommuplan_[a-z_]+\(' | tr -d '(' | sort -u)
is "the shared library shows what the header declares" "$declared" "$seen"
is "the header speaks of nothing else" "$declared" "$public"
seen=$(nm -g --defined-only "$prefix/lib/libiommuplan.a" | sed -n 's/.* T //p' | sort)
is "so does the archive" "$declared" "$seen"
seen=$(nm -g --defined-only "$prefix/lib/libiommuplan.a" | grep -c ' [^T] ' || true)
is "and no data" 0 "$seen"

PKG_CONFIG_PATH=$prefix/lib/pkgconfig
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # flags are words
run "$cc" -std=c11 -Wall -Wextra -Werror -pedantic -o "$tmp/shared" \
	"$top/examples/library/groups.c" \
	$(pkg-config --cflags --libs libiommuplan) -Wl,-rpath,"$prefix/lib"
is "the example builds against the shared library" 0 "$status"
run "$cc" -std=c11 -o "$tmp/static" "$top/examples/library/groups.c" -I"$prefix/include" \
	"$prefix/lib/libiommuplan.a"
is "and against the archive" 0 "$status"
if command -v c++ >/dev/null; then
	echo '#include <iommuplan.h>
int main() { struct iommuplan_target t = IOMMUPLAN_INIT(t);
struct iommuplan_group g = IOMMUPLAN_INIT(g); struct iommuplan_device d = IOMMUPLAN_INIT(d);
struct iommuplan_iommu i = IOMMUPLAN_INIT(i); struct iommuplan_stream s = IOMMUPLAN_INIT(s);
struct iommuplan_finding f = IOMMUPLAN_INIT(f);
return !(t.size == sizeof(t) && !t.kernel && g.size && d.size && i.size && s.size && f.size); }' >"$tmp/plus.cc"
	run c++ -std=c++17 -Wall -Wextra -Werror -I"$prefix/include" -o "$tmp/plus" "$tmp/plus.cc"
	is "C++ takes the header" 0 "$status"
	run "$tmp/plus"
	is "and its structs begin with their size, the rest zero" 0 "$status"
else
	skip "C++ takes the header" "no c++"
fi

printf 'no tree' >"$tmp/bad.dtb"
run "$tmp/static" 6.12 "$tmp/bad.dtb"
is "a file that is not a tree" "1 groups: the file is shorter than its header says" \
	"$status $(cat "$tmp/err")"
run "$tmp/static" six "$tmp/bad.dtb"
is "a version that is not one" "1 groups: not a kernel version, or not a known one" \
	"$status $(cat "$tmp/err")"

needs dtc jq
for board in "$top"/examples/boards/*.dts; do
	name=${board##*/}
	dtc -q -I dts -O dtb -o "$tmp/board.dtb" "$board"
	for kernel in 5.10 6.12 7.2; do
		"$plan_bin" plan -k "$kernel" -f json "$tmp/board.dtb" |
			jq -r '.groups[] | .key + "\t" + .domain + "\t" + .confidence' >"$tmp/want"
		for form in shared static; do
			"$tmp/$form" "$kernel" "$tmp/board.dtb" | cut -f 1-3 >"$tmp/got"
			is "$form: groups of $name on $kernel" "$(cat "$tmp/want")" "$(cat "$tmp/got")"
		done
	done
done
finish
