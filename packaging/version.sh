#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Prints the version: the tag, with the commits since (0.1.0-5-g1234567), in a
# checkout that has one; else the contents of VERSION, which is in a tarball.
set -eu

cd "$(dirname "$0")/.."
# A tarball may be unpacked inside a different checkout: only our own counts.
if [ -e .git ] && tag=$(git describe --tags --match 'v[0-9]*' 2>/dev/null); then
	echo "${tag#v}"
else
	cat VERSION
fi
