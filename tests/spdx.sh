#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Every tracked source says under which licence it stands, both licences are
# there in full, and nothing tracked names one person's machine.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# REUSE-IgnoreStart
tag='SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause'
# REUSE-IgnoreEnd
cd "$top"

# Output that was recorded, inputs, texts for people and pictures carry no tag.
is_source()
{
	case $1 in
	.gitignore | VERSION | .reuse/dep5 | */copyright | */changelog | */source/format | *.symbols | */external.desc | LICENSES/* | *.md | *.svg | *.json | *.txt | *.groups | tests/fuzz/corpus/*) return 1 ;;
	esac
}

# One process reads all of them: a process for each file takes minutes on a busy machine.
untagged()
{
	git ls-files | while read -r file; do
		! is_source "$file" || [ ! -f "$file" ] || printf '%s\n' "$file"
	done >"$tmp/sources"
	# shellcheck disable=SC2046 # one word for each file
	tag=$tag awk 'FILENAME == list { wanted[$0]; next }
		FNR <= 8 && index($0, ENVIRON["tag"]) { delete wanted[FILENAME] }
		END { for (file in wanted) print file }' list="$tmp/sources" \
		"$tmp/sources" $(cat "$tmp/sources")
}

if ! git ls-files >"$tmp/files" 2>/dev/null || [ ! -s "$tmp/files" ]; then
	skip "licence tags" "no git checkout"
	finish
fi

found=$(untagged)
is "every source has its SPDX line" "" "$found"

for licence in GPL-2.0-or-later BSD-2-Clause; do
	run grep -c . "LICENSES/$licence.txt"
	expect "LICENSES/$licence.txt is there" 0
done

# A path of this kind stands at the start of a word; $1/root/boot is none.
found=$(git grep -nIE '(^|[^[:alnum:]_$}./])/(home|root|work|farm|Users)/' \
	-- . ':!LICENSES' || true)
is "no file names a place on one machine" "" "$found"

# The name of the format of copyright files is a place as well, where nothing is.
found=$(git grep -nIiE '[a-z]\.(debian\.(org|net)|pypi\.org|npmjs\.)' |
	grep -v ':Format: https://www\.debian\.org/doc/packaging-manuals/copyright-format/1\.0/$' || true)
is "no file names the host of a package registry" "" "$found"
finish
