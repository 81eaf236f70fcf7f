#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Pages in a browser, wide and narrow: heads of long tables stay in view, nothing
# but a table scrolls sideways, what takes focus shows it, search and order work.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs python3 dtc
browser=
for name in chromium chromium-browser google-chrome; do
	[ -n "$browser" ] || ! have $name || browser=$name
done
if [ -z "$browser" ]; then
	skip "pages in a browser" "no Chromium is installed"
	finish
fi
cd "$tmp"
for name in juno-r2 rk3588-rock-5b; do
	board $name
done
mkdir trees
python3 "$top/tests/cli/pictures.py" make 60 20 >60.dts
dtc -q -O dtb -o trees/60.dtb 60.dts
n=0
while [ $n -lt 30 ]; do
	n=$((n + 1))
	cp juno-r2.dtb "trees/arm-$n.dtb"
done
iommuplan report -q -o pages 6.12=trees
expect "a report" 0

# look PAGE WIDTH QUESTIONS: a copy beside it with the questions in it
look()
{
	copy=${1%.html}.look.html
	{
		cat "$1"
		printf '<script>'
		cat "$top/tests/cli/pages.js"
		printf '</script>'
	} >"$copy"
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$tmp/profile" \
		--window-size="$2",900 --virtual-time-budget=5000 --dump-dom "file://$tmp/$copy" \
		>dom 2>/dev/null || true
	sed -n '/@begin/,/@end/p' dom | sed '1d;$d' >said
	is "$1, $2 wide: what does not hold" "" "$(grep 'NO$' said)"
	is "$1, $2 wide: it was looked at" "$3" "$(grep -c 'yes$' said)"
}

for width in 1340 500; do
	look pages/index.html $width 9
	look pages/boards/60.html $width 10
done
finish
