#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# For BR2_ROOTFS_POST_IMAGE_SCRIPT: lints the image's trees and writes the planned
# ones into images/iommuplan. Select "host iommuplan" in the configuration; both lint
# and build get the options in BR2_ROOTFS_POST_SCRIPT_ARGS, such as
# "-p board/vendor/policy.yaml".
#
# IOMMUPLAN_LINT_FLAGS: options for lint only, such as "--baseline FILE --fail-on warning"
set -eu

images=$1
shift
program=${HOST_DIR:?run by Buildroot}/bin/iommuplan
[ -x "$program" ] || { echo "$0: there is no host iommuplan: set BR2_PACKAGE_HOST_IOMMUPLAN" >&2; exit 1; }

# The kernel that was built last, and its configuration.
build=
for dir in "${BUILD_DIR:?run by Buildroot}"/linux-[0-9]* "$BUILD_DIR"/linux-custom; do
	release=$dir/include/config/kernel.release
	[ -r "$release" ] || continue
	[ -n "$build" ] && [ -z "$(find "$release" -newer "$build/include/config/kernel.release")" ] || build=$dir
done
if [ -n "$build" ]; then
	set -- -k "$(cat "$build/include/config/kernel.release")" --kernel-config "$build/.config" "$@"
fi
status=0
for tree in "$images"/*.dtb; do
	[ -e "$tree" ] || { echo "$0: no tree in $images" >&2; exit 0; }
	case $tree in
	*.iommu.dtb) continue ;;
	esac
	# If kbuild left the preprocessed source, findings have lines.
	source=
	[ -z "$build" ] || source=$(find "$build/arch" -name ".${tree##*/}.dts.tmp" 2>/dev/null | head -n 1)
	# shellcheck disable=SC2086 # flags are words
	"$program" lint -q "$@" ${source:+--source "$source"} ${IOMMUPLAN_LINT_FLAGS:-} "$tree" || status=$?
	"$program" build -q --if-changed "$@" -o "$images/iommuplan" "$tree"
done
exit "$status"
