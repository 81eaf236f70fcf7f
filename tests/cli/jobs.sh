#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# --jobs: the same bytes in the same order, and a job that dies costs the
# result of its own file only.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
for source in "$top"/examples/boards/*.dts; do
	board "$(basename "$source" .dts)"
done
: >broken
set -- ./*.dtb broken ./*.dtb absent ./*.dtb .

for format in json tsv text; do
	iommuplan plan -f "$format" "$@"
	expect "one after another: $format" 4 'absent: No such file'
	cp out wanted
	cp err wanted.err
	for jobs in 2 3 17 0; do
		iommuplan plan -f "$format" -j "$jobs" "$@"
		is "$jobs jobs: $format: status" 4 "$status"
		same "$jobs jobs: $format: output" wanted out
		same "$jobs jobs: $format: messages" wanted.err err
	done
done
iommuplan plan -j 4 broken
expect "more jobs than files" 3 'broken: empty'

# The heading belongs to the first tree there is, not to the first file.
for jobs in 1 3; do
	iommuplan plan -f tsv -j "$jobs" broken absent juno-r2.dtb broken juno-r1.dtb
	is "$jobs jobs: one heading, in front" "1:#file" \
		"$(grep -n '^#' out | cut -f 1)"
done

# Output larger than the buffers goes through nameless files.
mkdir many
i=0
while [ "$i" -lt 300 ]; do
	ln juno-r2.dtb "many/$i.dtb"
	i=$((i + 1))
done
iommuplan plan --because many
cp out wanted
mkdir spool
run env TMPDIR="$tmp/spool" "$plan_bin" plan --because -j 4 many
same "300 files" wanted out
is "nothing is left in TMPDIR" 0 "$(find spool -type f | wc -l)"
run env TMPDIR="$tmp/nowhere" "$plan_bin" plan -j 4 many
expect "no place for nameless files" 4 '^iommuplan: --jobs: No such file'

# children PID: its child processes, one a line
children()
{
	ps -o pid= --ppid "$1" 2>/dev/null || true
}

# A job that waits for its input is the one to kill: standard input stays open.
if have ps; then
	mkfifo pipe
	"$plan_bin" plan -f json -j 2 juno-r2.dtb - juno-r1.dtb rk3588-rock-5b.dtb \
		<pipe >out 2>err &
	pid=$!
	exec 3>pipe
	victim=
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		sleep 0.2
		for child in $(children "$pid"); do
			# The other job is idle, waiting on its socket.
			case $(readlink "/proc/$child/fd/0") in
			*pipe*) grep -q pipe "/proc/$child/wchan" 2>/dev/null &&
				victim=$child ;;
			esac
		done
		[ -z "$victim" ] || break
	done
	if [ -n "$victim" ]; then
		kill -SEGV "$victim"
		status=0
		wait "$pid" || status=$?
		exec 3>&-
		expect "a job that dies" 4 '^iommuplan: standard input: the worker process died: '
		is "the others are done" 3 "$(grep -c '"schema"' out || true)"
	else
		exec 3>&-
		wait "$pid" || true
		skip "a job that dies" "cannot tell which job reads (no wchan)"
	fi
else
	skip "a job that dies" "no ps"
fi

finish
