#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# "make dist" makes the same bytes from two clones; what it makes unpacks, knows
# its version and builds; the SBOM names every file with its checksums.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
needs git gzip
if ! git rev-parse HEAD >/dev/null 2>&1; then
	skip "make dist" "no git checkout"
	finish
fi

GIT_CONFIG_GLOBAL=$tmp/gitconfig
export GIT_CONFIG_GLOBAL
printf '[user]\n\tname = T\n\temail = t@t.invalid\n[safe]\n\tdirectory = *\n[advice]\n\tdetachedHead = false\n' \
	>"$GIT_CONFIG_GLOBAL"
mine="packaging/version.sh packaging/dist.sh packaging/sbom.sh Makefile VERSION"
for place in one two; do
	git clone -q --shared . "$tmp/$place"
	# What is being worked on is tested, not what was committed.
	# shellcheck disable=SC2086
	tar -cf - $mine | tar -xf - -C "$tmp/$place"
	(cd "$tmp/$place" && GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' \
		GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' git commit -q --allow-empty -am test &&
		git tag v9.8.7)
done
cd "$tmp/one"
run sh -c 'umask 077; TZ=Asia/Tokyo LC_ALL=C packaging/dist.sh out'
expect "make dist" 0
cd "$tmp/two"
run sh -c 'umask 002; packaging/dist.sh ../dist'
expect "make dist elsewhere" 0
name=iommuplan-9.8.7
for file in tar.gz spdx.json sha256; do
	same "the same $file" "$tmp/one/out/$name.$file" "$tmp/dist/$name.$file"
done
cd "$tmp/dist"
run sha256sum -c "$name.sha256"
expect "its checksums" 0

tar -xzf "$name.tar.gz"
is "it has what git has" "" "$(cd "$tmp/two" && git ls-files | sort >"$tmp/tracked" &&
	cd "$tmp/dist/$name" && find . -type f | sed 's,^\./,,' | sort | diff - "$tmp/tracked")"
is "it knows its version" 9.8.7 "$("$name/packaging/version.sh")"
# Unpacked in somebody else's checkout it is still its own version.
mkdir theirs
(cd theirs && git init -q && git commit -q --allow-empty -m theirs && git tag v1.1)
cp -R "$name" theirs
is "in a checkout of others" 9.8.7 "$("theirs/$name/packaging/version.sh")"
run make -C "$name" -n all
expect "it can be built" 0 'IOP_VERSION_TEXT=.*9.8.7' "$tmp/out"
cd "$tmp/two"
git commit -q --allow-empty -m later
is "a commit after the tag" yes "$(packaging/version.sh | grep -qE '^9\.8\.7-1-g[0-9a-f]+$' && echo yes)"

if have python3; then
	run python3 - "$tmp/dist" "$name" <<'PY'
import hashlib, json, os, sys
base, name = sys.argv[1:]
doc = json.load(open(f"{base}/{name}.spdx.json"))
root = f"{base}/{name}"
there = {os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs}
seen = set()
for f in doc["files"]:
    path = f["fileName"].removeprefix("./")
    seen.add(path)
    data = open(f"{root}/{path}", "rb").read()
    for c in f["checksums"]:
        assert hashlib.new(c["algorithm"].lower(), data).hexdigest() == c["checksumValue"], path
assert seen == there, seen ^ there
ids = [x["SPDXID"] for x in doc["files"] + doc["packages"]] + [doc["SPDXID"]]
assert len(ids) == len(set(ids))
for r in doc["relationships"]:
    assert r["spdxElementId"] in ids and r["relatedSpdxElement"] in ids, r
sums = sorted(c["checksumValue"] for f in doc["files"] for c in f["checksums"] if c["algorithm"] == "SHA1")
code = hashlib.sha1("".join(sums).encode()).hexdigest()
assert doc["packages"][0]["packageVerificationCode"]["packageVerificationCodeValue"] == code
tar = open(f"{base}/{name}.tar.gz", "rb").read()
assert doc["packages"][0]["checksums"][0]["checksumValue"] == hashlib.sha256(tar).hexdigest()
PY
	expect "the SBOM fits the files" 0
else
	skip "the SBOM" "python3 is not installed"
fi

cd "$top"
if have reuse; then
	run reuse lint
	expect "every file has its licence, by REUSE" 0
else
	skip "licences by REUSE" "reuse is not installed"
fi
finish
