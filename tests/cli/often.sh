#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Inputs below 1 MiB that name the same bytes thousands of times, or what takes long
# and gives nothing: each is answered or refused within the CPU time of its size.
# 2 s are the limit here (1 s is promised, of a machine that is not busy).
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs python3

cd "$tmp"
python3 "$top/tests/cli/often.py" made

# quick NAME STATUS [PATTERN]
quick()
{
	# shellcheck disable=SC2016 # expanded by that shell
	run sh -c 'ulimit -t 2; exec "$@"' sh "$plan_bin" plan -f json "made/$1"
	expect "$1" "$2" "${3:-}"
}
often='its trees, counted as often as they are named, exceed the size limit'

quick behind-kernel 3 'a kernel image without a device tree'
quick tables 3 "$often"
quick autos 3 "$often"
quick hwids 3 "$often"
quick profiles 0
is "profiles: each of them" 1000 "$(grep -c '"schema"' out)"
quick kernel-configs 0
quick fit-missing 3 'names the image k, which /images does not have'
quick fit-kernels 3 "$often"
quick fit-whole 3 'names the image absent'
is "fit-whole: the other configuration is planned" 1 "$(grep -c '"schema"' out)"
quick bls 3 '64 KiB of boot arguments'
quick variables 0 'variables of the boot loader'
quick extlinux 3 "$often"
quick directories 3 "$often"
quick kernels 0
is "kernels: each entry" 1000 "$(grep -c '"schema"' out)"
quick include 3 'or 4 MiB of text'
quick pi 3 'or 4 MiB of text'
run sh -c 'ulimit -t 2; exec "$@"' sh "$plan_bin" lint --config made/rules.yaml made/board.dtb
expect "rules that are not there" 0 'no rule .no-such-39999'
finish
