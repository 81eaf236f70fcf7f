#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Makes a FIT image whose configurations are signed as a whole: kernel, tree with
# the plan and its parameters, and initrd. Nothing else in the image is used.
#
#	fit-signed.sh OUT/BOARD KEYS NAME CONTROL.dtb
#
# OUT must contain the board's own tree, BOARD.dtb, the kernel, Image (zImage on
# 32-bit ARM), and initrd.img if there is one; KEYS contains NAME.key and NAME.crt.
# The public key is added to CONTROL.dtb, U-Boot's own tree; a U-Boot with that tree
# refuses images that are not signed, unless "verify" is off in its environment,
# which therefore must not be writable. Writes OUT/BOARD.itb.
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
initrd=
[ ! -f "$(dirname -- "$stem")/initrd.img" ] || initrd=yes
# Only a configuration that names a kernel boots; that of an overlay is added to it.
awk -v name="$3" -v initrd="$initrd" '
	/^\t\tramdisk \{/ && !initrd { skip = 1 }
	skip { skip = !/^\t\t\};/; next }
	/ramdisk = / && !initrd { next }
	{ print }
	/^\t\t\tfdt = / {
		print "\t\t\tsignature-1 {"
		print "\t\t\t\talgo = \"sha256,rsa2048\";"
		print "\t\t\t\tkey-name-hint = \"" name "\";"
		print "\t\t\t\tsign-images = " (kernel ? "\"kernel\", " : "") \
			(kernel && initrd ? "\"ramdisk\", " : "") "\"fdt\";"
		print "\t\t\t};"
	}
	/^\t\t[a-z]+ \{/ { kernel = 0 }
	/^\t\t\tkernel = / { kernel = 1 }' "$stem.its" >"$signed"
mkimage -f "$signed" -k "$2" -K "$4" -r "$stem.itb"
rm "$signed"
