#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Makes Debian packages of the commit that is checked out.
#
#	packaging/deb.sh DIR
#
# DEB_HOST: the architecture they are for; DEB_FLAGS: more options for
# dpkg-buildpackage. DEBFULLNAME, DEBEMAIL: the maintainer of the packages.
set -eu

[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
command -v dh >/dev/null || { echo "$0: there is no dh; on Debian: apt-get install debhelper" >&2; exit 1; }
cd "$(dirname "$0")/.."
version=$(packaging/version.sh)
# A hyphen would begin Debian's revision.
theirs=$(echo "$version" | tr - +)
mkdir -p "$1"
out=$(cd "$1" && pwd)
packaging/dist.sh "$out" >/dev/null
source=$out/iommuplan-$version
rm -rf "$source"
tar -xzf "$source.tar.gz" -C "$out"
mv "$source.tar.gz" "$out/iommuplan_$theirs.orig.tar.gz"
rm -f "$source.spdx.json" "$source.sha256"
cp -R "$source/packaging/debian" "$source/debian"
sed -i "1s/(.*)/($theirs-0upstream1)/" "$source/debian/changelog"
if [ -n "${DEBEMAIL:-}" ]; then
	sed -i "s/iommuplan contributors <iommuplan@localhost>/${DEBFULLNAME:-iommuplan contributors} <$DEBEMAIL>/" \
		"$source/debian/changelog" "$source/debian/control"
fi

cd "$source"
unset MAKEFLAGS MFLAGS MAKELEVEL B
# shellcheck disable=SC2086 # flags are words
dpkg-buildpackage -us -uc ${DEB_HOST:+-a"$DEB_HOST" -Pcross,nocheck} ${DEB_FLAGS:-}
cd "$out"
rm -rf "$source"
ls ./*.deb ./*.dsc
