#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A build that ends half way: by a signal at any step, by a call that fails.
# Afterwards there is the old set or the new one, and nothing else; status 4
# never comes without a sentence.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

needs dtc cc
if nm "$plan_bin" 2>/dev/null | grep -q __asan_init; then
	skip "ended builds" "the sanitizer has to be loaded before anything else"
	finish
fi
if ! cc -shared -fPIC -w -o "$tmp/shim.so" "$top/tests/build/shim.c" -ldl 2>"$tmp/err"; then
	skip "ended builds" "the shim does not compile here"
	finish
fi
board juno-r2
cd "$tmp"

# build SHIM ARGS...: with that going wrong
build()
{
	what=$1
	shift
	run env LD_PRELOAD="$tmp/shim.so" SHIM="$what" SHIM_LOG="$tmp/log" \
		"$plan_bin" build --target u-boot -o d "$@" juno-r2.dtb
}

state()
{
	(cd "$1" && find . ! -type d -exec cksum {} + | LC_ALL=C sort)
}

mkdir d
: >log
build none:0:0 -k 5.10
expect "nothing goes wrong" 0
state d >old
cp -R d d.old
is "what vouches for others is renamed last" "rename juno-r2.boot.cmd" "$(grep rename log | tail -n 1)"
is "its directory is on the disk behind that" "fsync d" "$(tail -n 1 log)"
for file in iommu.dtb iommu.dtbo cmdline env boot.cmd; do
	is "$file is on the disk before the first rename" 1 \
		"$(sed '/^rename/q' log | grep -c "^fsync juno-r2.$file\\." || true)"
done
build none:0:0 -k 6.12
state d >new
is "the two sets differ" 1 "$(cmp -s old new && echo 0 || echo 1)"

# old_or_new NAME: and nothing beside them
old_or_new()
{
	state d >now
	if cmp -s now old || cmp -s now new; then
		right=$((right + 1))
	else
		not_ok "$1" "$(diff old now | head -n 4)"
	fi
}

for signal in 15 2 1; do
	for call in open write rename link fsync close; do
		n=1 right=0
		while [ "$n" -le 40 ]; do
			rm -rf d
			cp -R d.old d
			build "$call:$n:-$signal" -k 6.12
			old_or_new "signal $signal at $call $n"
			[ "$status" != 0 ] || break
			[ "$status" = $((128 + signal)) ] || not_ok "signal $signal at $call $n" "status $status"
			n=$((n + 1))
		done
		is "signal $signal at each $call: the old set or the new" "$right" "$((n > 40 ? 40 : n))"
	done
	[ -n "${LONG:-}" ] || break
done

for call in write rename fsync open close mmap malloc; do
	n=1 right=0 silent=
	while [ "$n" -le 60 ]; do
		rm -rf d
		cp -R d.old d
		build "$call:$n:5" -k 6.12
		old_or_new "$call $n fails"
		case $status in
		0) [ -s err ] || : ;;
		4) [ -s err ] || silent="$silent $n" ;;
		*) [ -s err ] && [ "$status" -lt 5 ] || not_ok "$call $n fails" "status $status" ;;
		esac
		n=$((n + 1))
	done
	is "each $call fails in turn: the old set or the new" 60 "$right"
	is "each $call fails in turn: status 4 has a sentence" "" "$silent"
done

# Two builds into one directory, again and again: never half of each.
right=0
for _ in 1 2 3 4 5 6 7 8 9 10; do
	"$plan_bin" build --target u-boot -o d -k 5.10 juno-r2.dtb &
	"$plan_bin" build --target u-boot -o d -k 6.12 juno-r2.dtb &
	wait
	old_or_new "two builds at once"
done
is "two builds at once" 10 "$right"
finish
