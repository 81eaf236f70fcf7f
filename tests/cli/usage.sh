#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The command line: what is accepted, what is refused with status 2, and that
# nothing of a refused command line reaches standard output.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

board juno-r2
dtb=$tmp/juno-r2.dtb

refused()
{
	name=$1
	pattern=$2
	shift 2
	iommuplan "$@"
	expect "refused: $name" 2 "$pattern"
	is "refused: $name: nothing on standard output" 0 "$(wc -c <"$tmp/out")"
}

iommuplan
expect "no command is a usage error" 2 '^Usage: iommuplan COMMAND'
refused "unknown command" "'plam' is not a command; did you mean 'plan'" plam "$dtb"
refused "unknown option alone" "'--hlep' is not a command; did you mean '--help'" --hlep
refused "no file" 'no FILE' plan
for option in -Z --target --zzz; do
	refused "$option is not there" 'is not an option of this command' \
		plan "$option" x "$dtb"
done
refused "unknown letter in a run" '^iommuplan plan: -Z ' plan -qZ "$dtb"
refused "argument missing at the end" '--format needs an argument' \
	plan "$dtb" --format
refused "argument missing, short" '-j needs an argument' plan "$dtb" -j
refused "argument where none is taken" 'takes no argument' \
	plan --because=yes "$dtb"
refused "format" "is not one of text, json, tsv" plan -f xml "$dtb"
refused "arch" "neither arm nor arm64" plan --arch riscv "$dtb"
refused "colour" "is not one of auto" plan --color=maybe "$dtb"
refused "severity" "is not one of error" plan --fail-on bad "$dtb"
for jobs in x -1 1x 257 99999999999999999999 ''; do
	refused "jobs '$jobs'" "--jobs '$jobs' is not a number" \
		plan --jobs "$jobs" "$dtb"
done
for version in x 6.x 6.12.y ..6 6.. 6.1..7.2x 6.1,5 6.1- '6.1 2' ''; do
	refused "version '$version'" 'is not a kernel version' \
		plan -k "$version" "$dtb"
done
refused "a range backwards" 'ends before it begins' plan -k 6.12..6.1 "$dtb"
refused "the same in major versions" 'ends before it begins' plan -k 6..5 "$dtb"
refused "too new" 'newer than the newest known, Linux [0-9]+\.[0-9]+$' \
	plan --strict-version -k 99.1 "$dtb"
refused "too old" 'older than the oldest known, Linux [0-9]+\.[0-9]+$' \
	plan -k 2.6 "$dtb"
for version in 4.21 5.20 6.20 6.20..7.2; do
	refused "$version" "$version was never released" plan -k "$version" "$dtb"
done
refused "a range from too old" 'older than the oldest' plan -k 2.6..6.1 "$dtb"
refused "--kernel is checked without a file to read" 'older than' \
	plan -k 2.6 "$tmp/absent.dtb"

iommuplan --version
expect "--version" 0 '^iommuplan [0-9]' "$tmp/out"
iommuplan plan --version
expect "plan --version" 0 '^iommuplan [0-9]' "$tmp/out"
iommuplan --help
expect "--help" 0 '^  plan ' "$tmp/out"
iommuplan plan -h
expect "plan -h" 0 '^  -k, --kernel VERSION ' "$tmp/out"
is "plan -h: no option of build" 0 "$(grep -c -e --only "$tmp/out" || true)"

# Every spelling of the same thing says the same.
iommuplan plan -f json -k 6.12 "$dtb"
expect "short options, next word" 0 '"kernel":"6.12"' "$tmp/out"
cp "$tmp/out" "$tmp/wanted"
spelled()
{
	iommuplan "$@"
	same "spelled: $*" "$tmp/wanted" "$tmp/out"
}
spelled plan --format json --kernel 6.12 "$dtb"
spelled plan --format=json --kernel=6.12 "$dtb"
spelled plan -fjson -k6.12 "$dtb"
spelled plan -qfjson -kv6.12 "$dtb"
spelled plan "$dtb" -f json -k 6.12
spelled plan -f tsv -f json -k 6.1 -k 6.12 -- "$dtb"

cd "$tmp"
cp juno-r2.dtb ./--help
iommuplan plan -- --help
expect "a file called --help behind --" 0 '^--help' "$tmp/out"

for names in 6.12.117+deb13-arm64:6.12.117 6.1.0-50-arm64:6.1 6.8.0-31-generic:6.8 \
	v6.1:6.1 5.15.153.1-microsoft-standard-WSL2:5.15.153 6.6.51+rpt-rpi-v8:6.6.51 \
	5.14.0-427.13.1.el9_4.aarch64:5.14 7.3.0-rc4+:7.3.0; do
	iommuplan plan -f json -k "${names%:*}" "$dtb"
	expect "what uname -r prints: ${names%:*}" 0 "\"kernel\":\"${names##*:}\"" "$tmp/out"
done
iommuplan plan -f json -k running "$dtb"
expect "the kernel of this machine" 0 '"kernel":"[0-9]' "$tmp/out"
iommuplan plan -f json -k 99.1 "$dtb"
expect "newer than any that is known" 0 '"kernel_asked":"99.1"' "$tmp/out"
expect "and a remark on it" 0 'planned as Linux' "$tmp/err"
iommuplan plan -f json -k 6.12.999 "$dtb"
expect "a stable release nobody has seen yet" 0 '"kernel":"6.12.999"' "$tmp/out"
iommuplan plan --color=always "$dtb"
esc=$(printf '\033')
expect "--color=always" 0 "$esc\[" "$tmp/out"
for no in "" "--color=never"; do
	# shellcheck disable=SC2086 # no option at all is one of the cases
	iommuplan plan $no "$dtb"
	is "no colour in a file ${no:-by default}" 0 \
		"$(grep -c "$esc" "$tmp/out" || true)"
done
run env NO_COLOR=1 "$plan_bin" plan --color=always "$dtb"
expect "an option goes before NO_COLOR" 0 "$esc\[" "$tmp/out"

finish
