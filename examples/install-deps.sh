#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Installs with apt-get what is missing to build and run iommuplan, or to test it.
# What is already installed, from any source, is not changed.
#
#	examples/install-deps.sh [demo|check|uboot|kernel]
set -eu

# A row: Debian package, how to detect it (a command, header or file), and its
# purpose. Rows with "?" are for tests that are otherwise skipped.
for_demo='
gcc			command:cc			building
libc6-dev		header:stdio.h			building
make			command:make			building
pkg-config		command:pkg-config		building
libfdt-dev		header:libfdt.h			building
libyaml-dev		header:yaml.h			building
zlib1g-dev		header:zlib.h			building
libzstd-dev		header:zstd.h			building
device-tree-compiler	command:dtc			device tree sources
'
for_check='
git			command:git			tests
check			header:check.h			unit tests
python3			command:python3			golden tests
jq			command:jq			tests of diff
procps			command:ps			tests of --jobs
?util-linux		command:setpriv			tests
?shellcheck		command:shellcheck		tests
?g++			command:c++			tests of the library
?mandoc			command:mandoc			tests
?python3-yaml		file:/usr/lib/python3/dist-packages/yaml	tests of schemas
?python3-jsonschema	file:/usr/lib/python3/dist-packages/jsonschema	tests of schemas
?dt-schema		command:dt-validate		tests
?pre-commit		command:pre-commit		tests of hooks
?ninja-build		command:ninja			tests of build rules
?reuse			command:reuse			tests of licences
?gcc-aarch64-linux-gnu	command:aarch64-linux-gnu-gcc	freestanding build
?libc6-dev-arm64-cross	file:/usr/aarch64-linux-gnu/include/stdlib.h	freestanding build
?qemu-system-arm	command:qemu-system-aarch64	booting kernels
?u-boot-tools		command:mkimage			artefacts for U-Boot
?openssl			command:openssl			signed images for U-Boot
?mtools			command:mformat			disks for U-Boot
?qemu-user		command:qemu-aarch64		the image for boot loaders
?busybox		command:busybox			run-time script
?initramfs-tools-core	command:mkinitramfs		run-time script
?dracut-core		command:dracut			run-time script
?cpio			command:cpio			run-time script
?xz-utils		command:xz			unpacking kernels
?zstd			command:zstd			unpacking kernels
'
for_uboot='
?flex			command:flex			building U-Boot
?bison			command:bison			building U-Boot
?bc			command:bc			building U-Boot
?swig			command:swig			building U-Boot
?sbsigntool		command:sbsign			signing the image for boot loaders
?efitools		command:cert-to-efi-sig-list	building U-Boot
?mkbootimg		command:mkbootimg		Android boot images
?libssl-dev		header:openssl/ssl.h		building U-Boot
?libgnutls28-dev	header:gnutls/gnutls.h		building U-Boot
?python3-dev		command:python3-config		building U-Boot
?python3-setuptools	file:/usr/lib/python3/dist-packages/setuptools	building U-Boot
'
for_kernel='
?flex			command:flex			building kernels
?bison			command:bison			building kernels
?bc			command:bc			building kernels
?gcc-aarch64-linux-gnu	command:aarch64-linux-gnu-gcc	building kernels
?gcc-arm-linux-gnueabihf	command:arm-linux-gnueabihf-gcc	building kernels
'

have()
{
	case $1 in
	command:*) command -v "${1#*:}" ;;
	file:*) [ -e "${1#*:}" ] ;;
	header:*) printf '#include <%s>\n' "${1#*:}" |
		cc -E -I/usr/include/libfdt - ;;
	esac >/dev/null 2>&1
}

# missing ROWS MARK: packages that are not detected; MARK is "?" for the optional
# ones
missing()
{
	echo "$1" | while read -r package seen _; do
		case $package in
		'') continue ;;
		'?'*) mark='?' ;;
		*) mark= ;;
		esac
		if [ "$mark" = "$2" ] && ! have "$seen"; then
			printf '%s ' "${package#"$mark"}"
		fi
	done
}

as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# The output of apt-get matters only if it fails. A fresh system has no package
# lists yet, an old one has stale lists.
updated=
apt_install()
{
	set -- env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install \
		-o Dpkg::Use-Pty=0 --no-install-recommends "$@"
	if said=$(as_root "$@" 2>&1); then
		return
	fi
	if [ -z "$updated" ]; then
		as_root apt-get -qq update || true
		updated=1
		if said=$(as_root "$@" 2>&1); then
			return
		fi
	fi
	echo "$said" >&2
	return 1
}

give_up()
{
	echo "install-deps: missing here: $wanted" >&2
	echo "install-deps: $1" >&2
	exit 1
}

case ${1:-demo} in
demo) rows=$for_demo ;;
check) rows=$for_demo$for_check ;;
uboot) rows=$for_demo$for_check$for_uboot ;;
kernel) rows=$for_demo$for_check$for_kernel ;;
*) echo "usage: $0 [demo|check|uboot|kernel]" >&2; exit 2 ;;
esac

wanted=$(missing "$rows" '')
extra=$(missing "$rows" '?')
[ -n "$wanted$extra" ] || exit 0

trouble=
command -v apt-get >/dev/null ||
	trouble="these are Debian's names; install what your system calls them"
[ -n "$trouble" ] || [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
	trouble="run as root: apt-get install $wanted$extra"
if [ -n "$trouble" ]; then
	[ -z "$wanted" ] || give_up "$trouble"
	echo "install-deps: tests that need $extra will be skipped" >&2
	exit 0
fi

if [ -n "$wanted" ]; then
	echo "Installing $wanted"
	# shellcheck disable=SC2086 # the packages are separate words
	apt_install $wanted || give_up "apt-get could not install them"
fi
# A package that this release does not have must not prevent the others.
for package in $extra; do
	echo "Installing $package"
	apt_install "$package" ||
		echo "install-deps: no $package; what needs it is skipped" >&2
done
