#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Puts the command iommuplan into a U-Boot source tree: one directory, and two
# lines. Once more brings it up to date. Needs build/gen/facts_packed.c: make.
#
#	tool/uboot/install.sh U-BOOT-DIRECTORY
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
facts=${FACTS:-$top/build/gen/facts_packed.c}
if [ $# != 1 ] || [ ! -f "$1/cmd/Kconfig" ] || [ ! -f "$1/cmd/Makefile" ]; then
	echo "usage: $0 U-BOOT-DIRECTORY" >&2
	exit 2
fi
if [ ! -f "$facts" ]; then
	echo "$0: $facts is not there: run make first" >&2
	exit 2
fi
new=$1/cmd/iommuplan.new
old=$1/cmd/iommuplan
rm -rf "$new"
cp -r "$top/tool/uboot/cmd" "$new"
mkdir "$new/core/uboot"
cp "$facts" "$new/core/"
for name in args env_value glue job_annotate job_dump job_lint regions report unpack; do
	cp "$top/tool/uboot/$name.c" "$new/core/uboot/"
done
cp "$top"/tool/uboot/*.h "$new/core/uboot/"
cp "$top/include/iommuplan.h" "$new/core/"
# What strangers link is not for U-Boot, which calls the glue.
(cd "$top/lib" && find . -path ./api -prune -o -name '*.[ch]' -print) | while read -r file; do
	mkdir -p "$new/core/$(dirname "$file")"
	cp "$top/lib/$file" "$new/core/$file"
done
sed -n 's/^VERSION := \(.*\)/#define IOP_VERSION_TEXT "\1"/p' "$top/Makefile" \
	>"$new/core/version.h"

# Files that are as they were keep their times, so that little is built again.
mkdir -p "$old"
(cd "$new" && find . -type f) | while read -r file; do
	cmp -s "$new/$file" "$old/$file" || {
		mkdir -p "$old/$(dirname "$file")"
		cp "$new/$file" "$old/$file"
	}
done
(cd "$old" && find . -type f -name '*.[ch]') | while read -r file; do
	[ -f "$new/$file" ] || rm "$old/$file"
done
rm -rf "$new"

# add FILE LINE PLACE: the line, in front of the last that matches PLACE
add()
{
	grep -qF "$2" "$1" && return
	awk -v line="$2" -v place="$3" '{ text[NR] = $0 }
		$0 ~ place { at = NR }
		END {
			for (i = 1; i <= NR; i++) {
				if (i == at)
					print line
				print text[i]
			}
			if (!at)
				print line
		}' "$1" >"$1.new"
	cat "$1.new" >"$1"
	rm "$1.new"
}
# shellcheck disable=SC2016 # for make to expand
add "$1/cmd/Makefile" 'obj-$(CONFIG_CMD_IOMMUPLAN) += iommuplan/' \
	'^endif # !CONFIG_[A-Z]*PL_BUILD'
add "$1/cmd/Kconfig" 'source "cmd/iommuplan/Kconfig"' '^endmenu|^endif'
