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
# series appear in sid first, and backports keeps what stable once had of them.
apt_suites()
{
	case $1 in
	5.10) echo bullseye bullseye-security ;;
	6.1) echo bookworm bookworm-security ;;
	6.12) echo trixie trixie-security ;;
	7.3) echo trixie-backports experimental ;;
	bookworm) echo bookworm bookworm-security ;;
	experimental) echo experimental ;;
	qemu) echo trixie trixie-backports ;;
	6.1[6-9] | 7.[01] | 7.3) echo trixie-backports ;;
	*) echo sid trixie-backports ;;
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

# Debian's name for the architecture of a kernel's flavour: arm64-16k,
# cloud-arm64, rt-arm64, armhf.
apt_arch()
{
	case $1 in
	*arm64*) echo arm64 ;;
	*) echo "$1" ;;
	esac
}

# A series of which the archive keeps the image alone borrows the configuration
# and the device trees of the nearest one that is whole.
apt_neighbour()
{
	case $1 in
	6.19) echo 6.18 ;;
	7.[01]) echo 7.2 ;;
	esac
}

# apt_init 6.12 arm64: every later apt command sees only that series' suites.
apt_init()
{
	local mirror arch root
	arch=$(apt_arch "$2")
	root=$cache/apt/$1-$arch
	[ -z "${IOMMUPLAN_OFFLINE:-}" ] || return 1
	command -v apt-get > /dev/null || return 1
	mirror=$(apt_mirror)
	[ -n "$mirror" ] && [ -r "$keyring" ] || return 1
	mkdir -p "$root/lists/partial" "$root/archives/partial"
	# shellcheck disable=SC2046 # one word for each suite
	apt_sources "$mirror" $(apt_suites "$1") > "$root/sources.list"
	# Signatures are checked all the same; a mirror that lags behind will do.
	cat > "$root/apt.conf" <<-EOF
	APT::Architecture "$arch";
	APT::Architectures { "$arch"; };
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

# Is there a package of this name, and not only another that wants it?
apt_known()
{
	apt-cache policy "$1" 2> /dev/null | grep -q 'Candidate: [^(]'
}

# The parts of a kernel version that the archive still has. Since 6.19
# linux-image is empty and depends on packages split by content, of which the
# index may know the image's alone.
apt_parts()
{
	local version=$1 part
	shift
	for part in "$@"; do
		[ "$part" = kernel ] || ! apt_known "linux-binary-$version" ||
			apt_known "linux-base-$version" || continue
		echo "$part"
	done
}

# The packages of one kernel version that hold the parts asked for.
apt_packages()
{
	local version=$1 part
	shift
	if ! apt_known "linux-binary-$version"; then
		echo "linux-image-$version"
		return
	fi
	for part in "$@"; do
		case $part in
		kernel | vfio)
			echo "linux-binary-$version"
			! apt_known "linux-modules-$version" ||
				echo "linux-modules-$version"
			;;
		*) echo "linux-base-$version" ;;
		esac
	done | sort -u
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
