# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# For the recipe of a kernel: once its trees are deployed, lints and plans each tree
# in KERNEL_DEVICETREE. The plans are written to DEPLOY_DIR_IMAGE/iommuplan.
#
#	Do not use INHERIT. Inherit it in linux-%.bbappend, or set in local.conf:
#	KERNEL_CLASSES += "iommuplan"

# The version to plan for; default: that of the kernel being built.
IOMMUPLAN_KERNEL ?= ""
# Files. Without a policy, the plan shows what the kernel does by itself.
IOMMUPLAN_POLICY ?= ""
IOMMUPLAN_BASELINE ?= ""
# The build fails on findings that are this severe: error, warning, note; empty: never.
IOMMUPLAN_FAIL_ON ?= "error"
# More options for lint and for build.
IOMMUPLAN_LINT_FLAGS ?= ""
IOMMUPLAN_BUILD_FLAGS ?= ""

IOMMUPLAN_DEPLOYDIR ?= "${DEPLOYDIR}"
IOMMUPLAN_CONFIG ?= "${B}/.config"
IOMMUPLAN_SOURCES ?= "${B}/arch/${ARCH}/boot/dts"

do_deploy[depends] += "iommuplan-native:do_populate_sysroot dtc-native:do_populate_sysroot"
do_deploy[file-checksums] += "${@' '.join(f + ':True' for f in (d.getVar('IOMMUPLAN_POLICY'), d.getVar('IOMMUPLAN_BASELINE')) if f)}"
do_deploy[postfuncs] += "iommuplan_deploy"
do_deploy[vardeps] += "KERNEL_DEVICETREE"

iommuplan_deploy() {
	kernel="${IOMMUPLAN_KERNEL}"
	if [ -z "$kernel" ] && [ -e "${B}/include/config/kernel.release" ]; then
		kernel=`cat ${B}/include/config/kernel.release`
	fi
	set -- -q --path-map "${IOMMUPLAN_DEPLOYDIR}/="
	[ -z "$kernel" ] || set -- "$@" -k "$kernel"
	[ ! -e "${IOMMUPLAN_CONFIG}" ] || set -- "$@" --kernel-config "${IOMMUPLAN_CONFIG}"
	[ -z "${IOMMUPLAN_POLICY}" ] || set -- "$@" -p "${IOMMUPLAN_POLICY}"

	out="${IOMMUPLAN_DEPLOYDIR}/iommuplan"
	install -d "$out"
	for dtb in ${KERNEL_DEVICETREE}; do
		name=`basename "$dtb"`
		# Overlays are not planned.
		case "$name" in
		*.dtb) ;;
		*) continue ;;
		esac
		tree="${IOMMUPLAN_DEPLOYDIR}/$name"
		board=`basename "$name" .dtb`
		source=`find "${IOMMUPLAN_SOURCES}" -name ".$name.dts.tmp" 2>/dev/null | head -n 1`
		status=0
		iommuplan lint "$@" --notes ${IOMMUPLAN_LINT_FLAGS} \
			${@'--baseline ' + d.getVar('IOMMUPLAN_BASELINE') if d.getVar('IOMMUPLAN_BASELINE') else ''} \
			${@'--fail-on ' + d.getVar('IOMMUPLAN_FAIL_ON') if d.getVar('IOMMUPLAN_FAIL_ON') else ''} \
			${source:+--source "$source"} -o "$out/$board.lint" "$tree" || status=$?
		if [ "$status" -gt 1 ]; then
			bbfatal "iommuplan lint: $name: exit status $status"
		fi
		if grep -qE ': (error|warning): ' "$out/$board.lint"; then
			bbwarn "iommuplan: $name: `grep -E ': (error|warning): ' "$out/$board.lint"`"
		fi
		if [ "$status" = 1 ] && [ -n "${IOMMUPLAN_FAIL_ON}" ]; then
			bbfatal "iommuplan: $name has findings of severity ${IOMMUPLAN_FAIL_ON} or worse, see $out/$board.lint"
		fi
		iommuplan build "$@" ${IOMMUPLAN_BUILD_FLAGS} -o "$out" "$tree" ||
			bbfatal "iommuplan build: $name: no plan"
	done
}
