#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# dtc and cpp: what makes them hang or crash does not make the run hang, and
# it is told what became of them. Programs of our own stand in for bad ones.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs dtc
cd "$tmp"

# dtc 1.6.1 does not come back from the first, and dies of the second.
cat >hang.dts <<'DTS'
/dts-v1/;
/ {
	clocks = <&c &c>;
	c: clock { phandle = <1>; #clock-cells = <0xffffffff>; };
};
DTS
cat >crash.dts <<'DTS'
/dts-v1/;
/ { port { remote-endpoint = <0x12345678>; }; };
DTS
for tree in hang crash; do
	run timeout 60 "$plan_bin" plan "$tree.dts"
	expect "$tree.dts: dtc's own checks are off" 0
	run timeout 60 "$plan_bin" lint --source "$tree.dts" "$tree.dts"
	is "$tree.dts: with its lines" 1 "$((status < 2))"
done

# fake NAME: a dtc that does what is on standard input
fake()
{
	mkdir -p "$1"
	{
		echo '#!/bin/sh'
		cat
	} >"$1/dtc"
	chmod +x "$1/dtc"
}

# with NAME: a plan with that dtc
with()
{
	run env PATH="$tmp/$1:$PATH" timeout 300 "$plan_bin" plan hang.dts
}

# shellcheck disable=SC2016 # the fake's own variable
echo 'kill -SEGV $$' | fake segv
with segv
expect "a signal is named" 3 '^iommuplan: hang.dts: dtc died: Segmentation fault'
is "in one line" 1 "$(wc -l <err)"
echo 'while :; do :; done' | fake busy
with busy
expect "one that computes for ever" 3 '^iommuplan: hang.dts: dtc took more than 10 seconds'
echo 'exec cat /dev/zero' | fake endless
with endless
expect "one that writes for ever" 3 '^iommuplan: hang.dts: compiled: larger than 256 MiB'
echo 'exec yes >&2' | fake loud
with loud
expect "one that complains for ever" 3 '^iommuplan: hang.dts: dtc wrote more than 1048576 bytes'
echo 'exec >&-; exec sleep 100' | fake lingers
with lingers
expect "one that ends its output, and does not end" 3 \
	'^iommuplan: hang.dts: dtc: closed its output but did not exit'
echo 'exit 1' | fake fails
with fails
expect "one that fails" 3 '^iommuplan: hang.dts: does not compile'

# Ended by a signal, the run takes its children along.
# shellcheck disable=SC2016 # the fake's own variable
printf '%s\n' "echo \$\$ >$tmp/pid" 'exec sleep 1000' | fake asleep
for job in 1 2; do
	rm -f pid
	PATH="$tmp/asleep:$PATH" "$plan_bin" plan -j "$job" hang.dts crash.dts >out 2>err &
	mine=$!
	i=0
	while [ ! -s pid ] && [ "$i" -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	kill -TERM "$mine"
	status=0
	wait "$mine" || status=$?
	is "-j $job: ended by SIGTERM" 143 "$status"
	sleep 0.2
	is "-j $job: and dtc with it" gone \
		"$(kill -0 "$(cat pid)" 2>/dev/null && cat "/proc/$(cat pid)/stat" || echo gone)"
done
finish
