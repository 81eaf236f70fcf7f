# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=bash
# shellcheck disable=SC2154 # cache is set by the script that reads this
#
# A private apt: own sources, lists and package cache, so that neither the
# machine's sources nor its package state are read into or changed by a test.

keyring=${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}

# The one place that decides where Debian's packages come from: the mirror this
# machine already uses, unless DEBIAN_MIRROR names another.
apt_mirror()
{
	if [ -n "${DEBIAN_MIRROR:-}" ]; then
		echo "${DEBIAN_MIRROR%/}"
		return
	fi
	# shellcheck disable=SC2016 # apt expands it
	env -u APT_CONFIG apt-get indextargets --no-release-info \
		--format '$(REPO_URI)' 'Identifier: Packages' 2>/dev/null |
		sed -n 's,\(/debian\)/*$,\1,p' | sort | uniq -c | sort -rn |
		awk 'NR == 1 { print $2 }'
}

# The suites that carry a kernel series, or a release under its own name; new
# series appear in sid first.
apt_suites()
{
	case $1 in
	5.10) echo bullseye bullseye-security ;;
	6.1) echo bookworm bookworm-security ;;
	6.12) echo trixie trixie-security ;;
	bookworm) echo bookworm bookworm-security ;;
	*) echo sid ;;
	esac
}

# apt_types: "deb", or "deb deb-src" where sources are wanted as well.
apt_sources()
{
	local mirror=$1 suite type from
	shift
	for suite in "$@"; do
		case $suite in
		*-security) from=$mirror-security ;;
		*) from=$mirror ;;
		esac
		for type in ${apt_types:-deb}; do
			echo "$type [signed-by=$keyring] $from $suite main"
		done
	done
}

# apt_init 6.12 arm64: every later apt command sees only that series' suites.
apt_init()
{
	local mirror root=$cache/apt/$1-$2
	command -v apt-get > /dev/null || return 1
	mirror=$(apt_mirror)
	[ -n "$mirror" ] && [ -r "$keyring" ] || return 1
	mkdir -p "$root/lists/partial" "$root/archives/partial"
	# shellcheck disable=SC2046 # one word for each suite
	apt_sources "$mirror" $(apt_suites "$1") > "$root/sources.list"
	# Signatures are checked all the same; a mirror that lags behind will do.
	cat > "$root/apt.conf" <<-EOF
	APT::Architecture "$2";
	APT::Architectures { "$2"; };
	APT::Sandbox::User "";
	Acquire::Languages "none";
	Acquire::Retries "2";
	Acquire::Check-Valid-Until "false";
	Dir::Etc::sourcelist "$root/sources.list";
	Dir::Etc::sourceparts "-";
	Dir::State "$root";
	Dir::State::lists "$root/lists";
	Dir::State::status "/dev/null";
	Dir::Cache "$root";
	EOF
	export APT_CONFIG=$root/apt.conf
	# A suite may lack an architecture; what is found decides, not this.
	apt-get -q update >&2 || true
}

# The versions of a series, newest first: 6.12.107+deb13-arm64 ...
apt_kernels()
{
	local flavour=$2
	[ "$2" != armhf ] || flavour=armmp
	apt-cache pkgnames "linux-image-$1." |
		sed -nE "s/^linux-image-(${1//./\\.}\.[0-9]+([-+][^-]*)?-$flavour)\$/\1/p" |
		sort -rV
}

# The packages of one kernel version that hold the parts asked for. Since 7.x
# linux-image is empty and depends on packages split by content.
apt_packages()
{
	local version=$1 part names=
	shift
	if ! apt-cache show "linux-base-$version" > /dev/null 2>&1; then
		echo "linux-image-$version"
		return
	fi
	for part in "$@"; do
		case $part in
		kernel) names="$names linux-binary-$version linux-modules-$version" ;;
		*) names="$names linux-base-$version" ;;
		esac
	done
	# shellcheck disable=SC2086 # one line for each package
	printf '%s\n' $names | sort -u
}

# apt_download DIRECTORY VERSION PART...
apt_download()
{
	local work=$1 names
	shift
	names=$(apt_packages "$@")
	# shellcheck disable=SC2086 # one word for each package
	(cd "$work" && apt-get -q download $names >&2)
}
