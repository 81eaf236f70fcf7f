#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Makes a release of the commit that is checked out: the tarball, its SBOM, their
# checksums. The same commit makes the same bytes, whoever runs it and where.
#
#	packaging/dist.sh DIR
set -eu

[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
cd "$(dirname "$0")/.."
top=$PWD
[ -e .git ] || { echo "$0: not a git checkout: a release is made of a commit" >&2; exit 1; }
if ! git diff --quiet HEAD --; then
	echo "$0: note: changes that are not committed are not in it" >&2
fi

version=$(packaging/version.sh)
name=iommuplan-$version
time=$(git log -1 --format=%ct)
mkdir -p "$1"
out=$(cd "$1" && pwd)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/$name"
git archive HEAD | tar -x -C "$stage/$name"
echo "$version" >"$stage/$name/VERSION"

export LC_ALL=C TZ=UTC0
cd "$stage"
tar --format=ustar --sort=name --mtime="@$time" --owner=0 --group=0 --numeric-owner \
	--mode=u+rw,go+r,go-w,a+X,a-s -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
"$top/packaging/sbom.sh" "$version" "$time" "$stage/$name" "$out/$name.tar.gz" \
	>"$out/$name.spdx.json"
cd "$out"
sha256sum "$name.tar.gz" "$name.spdx.json" >"$name.sha256"
cat "$name.sha256"
