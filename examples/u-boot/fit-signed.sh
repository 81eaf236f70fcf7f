#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A FIT image whose configurations are signed: kernel and tree of each.
#
#	fit-signed.sh OUT/BOARD KEYS NAME CONTROL.dtb
#
# OUT has to hold the board's own tree, BOARD.dtb, and the kernel, Image; KEYS
# holds NAME.key and NAME.crt. The public key goes into CONTROL.dtb, U-Boot's
# own tree, which from then on boots no image that is not signed. Writes
# OUT/BOARD.itb.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

[ $# = 4 ] || {
	echo "usage: $0 OUT/BOARD KEYS NAME CONTROL.dtb" >&2
	exit 2
}
made_for "$stem.dtb"
signed=$stem.signed.its
# Only a configuration that names a kernel boots; an overlay's is put on top.
awk -v name="$3" '{ print }
	/^\t\t\tfdt = / {
		print "\t\t\tsignature-1 {"
		print "\t\t\t\talgo = \"sha256,rsa2048\";"
		print "\t\t\t\tkey-name-hint = \"" name "\";"
		print "\t\t\t\tsign-images = " (kernel ? "\"kernel\", " : "") "\"fdt\";"
		print "\t\t\t};"
	}
	{ kernel = /^\t\t\tkernel = / }' "$stem.its" >"$signed"
mkimage -f "$signed" -k "$2" -K "$4" -r "$stem.itb"
rm "$signed"
