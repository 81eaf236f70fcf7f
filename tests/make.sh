#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What packagers do with the Makefile: their flags, their directories, another
# compiler for what runs while building, and the same bytes from two places.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
unset CPPFLAGS CFLAGS LDFLAGS LDLIBS WERROR CI MAKEFLAGS MFLAGS MAKELEVEL B SAN V
make="make --no-print-directory"

# commands GOAL VARIABLE...: what make would run for it, in $tmp/out
commands()
{
	# shellcheck disable=SC2086 # the command and its option
	run $make -n -B V=1 B="$tmp/none" "$@"
}

# present NAME FILE
present()
{
	is "$1" "$2" "$(ls "$2" 2>&1)"
}

# --- flags of the user's join those that are needed ---
commands "$tmp/none/iommuplan" CPPFLAGS=-DMINE CFLAGS=-O3 LDFLAGS=-Wl,-O1
expect "CPPFLAGS join" 0 '^cc .*-std=c11 .*-Ilib .*-DMINE .*lib/base/arena.c$' "$tmp/out"
expect "CFLAGS join" 0 '^cc -O3 .*-Itool .*/gen .*script.c$' "$tmp/out"
expect "LDFLAGS join" 0 '^cc .*-Wl,-O1 -o [^ ]*/iommuplan .*-lyaml' "$tmp/out"
CI=true commands "$tmp/none/iommuplan"
is "CI=true does not make warnings errors" 0 "$(grep -cE -e '-Werror( |$)' "$tmp/out")"

# --- what runs while building is the build machine's ---
commands "$tmp/none/iommuplan" CC=target-gcc PKG_CONFIG=false CC_FOR_BUILD=native-cc CFLAGS_FOR_BUILD=-O0
expect "gen-facts is built by CC_FOR_BUILD" 0 '^native-cc -O0 .*-o [^ ]*/gen-facts ' "$tmp/out"
is "nothing else is" "" "$(grep '^native-cc' "$tmp/out" | grep -v '/gen/obj/\|gen-facts')"
is "nor gen-facts by CC" "" "$(grep '^target-gcc' "$tmp/out" | grep '/gen/obj/\|gen-facts')"
expect "ar is the target's" 0 '&& target-ar ' "$tmp/out"

# A pkg-config that answers: its --cflags are used.
mkdir "$tmp/bin"
# shellcheck disable=SC2016 # that script expands them
printf '#!/bin/sh\ncase $1 in --cflags) echo "-I/opt/$2" ;; *) exit 1 ;; esac\n' >"$tmp/bin/pc"
chmod +x "$tmp/bin/pc"
commands "$tmp/none/iommuplan" PKG_CONFIG="$tmp/bin/pc"
expect "pkg-config's --cflags" 0 '^cc .*-I/opt/libfdt .*lib/base/arena.c$' "$tmp/out"

# --- a missing library is named, by Debian's name ---
run tool/gen/needs.sh "$tmp/probe" "cc -MMD" no-such.h -lnone libnone-dev stdio.h -lm libc6-dev
expect "a missing library" 1 'no-such.h .* missing; on Debian: apt-get install libnone-dev$'
is "only that" 1 "$(wc -l <"$tmp/err" | tr -d ' ')"
run tool/gen/needs.sh "$tmp/probe" no-such-cc
expect "a missing compiler" 1 'apt-get install gcc libc6-dev$'
# shellcheck disable=SC2086
run $make B="$tmp/none" CPPFLAGS=-Dfdt_header=1,2 FDT=-lno-such-libfdt
expect "make says so" 2 'on Debian: apt-get install libfdt-dev$'
for library in ZLIB:zlib1g-dev ZSTD:libzstd-dev; do
	# shellcheck disable=SC2086
	run $make B="$tmp/none" "${library%:*}=-lno-such"
	expect "so for ${library#*:}" 2 "on Debian: apt-get install ${library#*:}\$"
done

# --- directories ---
root="$tmp/two words"
# shellcheck disable=SC2086
run $make install DESTDIR="$root" PREFIX=/usr DOCDIR=/usr/doc
expect "DESTDIR with a space" 0
present "all is there" "$root/usr/bin/iommuplan"
present "and the documents" "$root/usr/doc/README.md"
: >"$root/usr/doc/theirs"
for name in DOCDIR BINDIR MANDIR; do
	# shellcheck disable=SC2086
	run $make uninstall DESTDIR="$root" PREFIX=/usr $name=
	expect "uninstall: an empty $name is refused" 2 "$name is empty"
done
present "and takes nothing" "$root/usr/bin/iommuplan"
# shellcheck disable=SC2086
run $make uninstall DESTDIR="$root" PREFIX=/usr DOCDIR=/usr/doc
expect "uninstall" 0
is "it takes what it brought, no more" "./usr/doc/theirs" \
	"$(cd "$root" && find . -type f)"

mkdir -p "$tmp/b/obj"
: >"$tmp/b/theirs"
: >"$tmp/b/iommuplan"
# shellcheck disable=SC2086
run $make clean B="$tmp/b"
is "clean keeps to B, and to what was built" "theirs" "$(ls "$tmp/b")"
present "and leaves build alone" "$plan_bin"

# --- the same bytes from two directories ---
for place in one "another, longer"; do
	place=$(echo "$place" | tr -d ', ')
	mkdir "$tmp/$place"
	cp -R Makefile VERSION packaging include lib tool schemas tests man "$tmp/$place"
	# shellcheck disable=SC2086
	(cd "$tmp/$place" && nice $make -j"$(nproc)" CFLAGS='-O0 -g' \
		build/iommuplan >"$tmp/log" 2>&1) || not_ok "$place builds" "$(tail -n 3 "$tmp/log")"
done
same "two directories, one program" "$tmp/one/build/iommuplan" "$tmp/anotherlonger/build/iommuplan"
same "two directories, one library" "$tmp/one/build/libiommuplan.a" "$tmp/anotherlonger/build/libiommuplan.a"

# shellcheck disable=SC2086
run $make -C "$tmp/one" -n -B V=1 B="$tmp/one/build" build/iommuplan
expect "a whole path to build is build" 0 '^cc .* -o build/obj/lib/base/arena.o ' "$tmp/out"

# --- what is gone from the sources is gone from what is built ---
cd "$tmp/one"
cp build/iommuplan before
touch -r build/iommuplan before
# shellcheck disable=SC2086
run $make CFLAGS='-O0 -g' build/iommuplan build/gen/suites.inc
is "nothing changed: nothing is built" "" \
	"$(find build/iommuplan -newer before; grep -v suites.inc "$tmp/out" || :)"
is "a unit test is listed" "SUITE(sort)" "$(grep 'SUITE(sort)' build/gen/suites.inc)"
rm tests/unit/sort.c schemas/rules/bootargs-lazy.md
# shellcheck disable=SC2086
run $make CFLAGS='-O0 -g' build/iommuplan build/gen/suites.inc
expect "without two files" 0
is "nor is it, once it is gone" "" "$(grep 'SUITE(sort)' build/gen/suites.inc || :)"
is "nor a rule's page" "" "$(grep -o bootargs-lazy build/gen/rule_pages.c || :)"
finish
