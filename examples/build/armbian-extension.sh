# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=bash
#
# For Armbian's build framework: plans the image's tree with the policy
# userpatches/iommuplan.yaml (or, without that file, as the kernel would) and installs the plan as a user overlay.
# Copy it to userpatches/extensions/iommuplan.sh, and examples/u-boot next to it as
# userpatches/extensions/iommuplan; build with ENABLE_EXTENSIONS=iommuplan. iommuplan
# must be installed on the host. Without it, or if planning fails, the image is
# built without a plan, and a message says so.

function pre_umount_final_image__iommuplan() {
	local program=${IOMMUPLAN:-iommuplan} here=${EXTENSION_DIR:?}/iommuplan
	local env=${MOUNT:?}/boot/armbianEnv.txt name version out
	if ! command -v "$program" >/dev/null; then
		display_alert "iommuplan" "not installed on this host: no plan" "wrn"
		return 0
	fi
	name=$(sed -n 's/^fdtfile=//p' "$env" 2>/dev/null) || true
	[[ -n $name ]] || name=${BOOT_FDT_FILE:-}
	version=$(cd "$MOUNT/lib/modules" 2>/dev/null && printf '%s\n' * | tail -n 1) || true
	if [[ -z $name || -z $version || ! -f $MOUNT/boot/dtb/$name ]]; then
		display_alert "iommuplan" "no tree or no kernel in the image: no plan" "wrn"
		return 0
	fi
	grep -q '^fdtfile=' "$env" 2>/dev/null || echo "fdtfile=$name" >>"$env"

	local -a options=(-q -k "$version" --target u-boot)
	[[ ! -f $MOUNT/boot/config-$version ]] || options+=(--kernel-config "$MOUNT/boot/config-$version")
	[[ ! -f ${SRC:-}/userpatches/iommuplan.yaml ]] || options+=(-p "$SRC/userpatches/iommuplan.yaml")
	out=$(mktemp -d)
	if "$program" build "${options[@]}" -o "$out" "$MOUNT/boot/dtb/$name" &&
		"$here/armbian.sh" "$out/$(basename "$name" .dtb)" "$MOUNT"; then
		display_alert "iommuplan" "planned $name for $version" "info"
	else
		display_alert "iommuplan" "no plan for $name" "wrn"
	fi
	rm -rf "$out"
	return 0
}
