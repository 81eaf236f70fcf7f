#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Prints the SBOM of a release as SPDX 2.3 JSON: each of its files, and the libraries
# that it is linked with.
#
#	packaging/sbom.sh VERSION TIME DIR TARBALL
set -eu

[ $# = 4 ] || { echo "usage: $0 VERSION TIME DIR TARBALL" >&2; exit 2; }
version=$1
created=$(date -u -d "@$2" +%Y-%m-%dT%H:%M:%SZ)
tarball=$(cd "$(dirname "$4")" && pwd)/${4##*/}
sum=$(sha256sum "$tarball" | cut -d' ' -f1)
ours="GPL-2.0-or-later OR BSD-2-Clause"
export LC_ALL=C
cd "$3"

# Package, licence, relation to ours, what for
linked='libfdt|BSD-2-Clause OR GPL-2.0-or-later|DEPENDS_ON|trees are edited with it
libyaml|MIT|DEPENDS_ON|policies and settings are read with it
zlib|Zlib|DEPENDS_ON|gzip is unpacked with it
zstd|BSD-3-Clause OR GPL-2.0-only|DEPENDS_ON|zstd is unpacked with it
dtc|GPL-2.0-or-later|OPTIONAL|run for sources of device trees'

# No name of ours needs escaping in JSON; one that would is an error.
if find . -name '*[!A-Za-z0-9._,+-]*' ! -name . | grep .; then
	echo "$0: names above cannot be written" >&2
	exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find . -type f | sort >"$work/names"
xargs sha1sum <"$work/names" | cut -d' ' -f1 >"$work/sha1"
xargs sha256sum <"$work/names" | cut -d' ' -f1 >"$work/sha256"
code=$(sort "$work/sha1" | tr -d '\n' | sha1sum | cut -d' ' -f1)

cat <<END
{
"spdxVersion":"SPDX-2.3",
"dataLicense":"CC0-1.0",
"SPDXID":"SPDXRef-DOCUMENT",
"name":"iommuplan-$version",
"documentNamespace":"https://spdx.org/spdxdocs/iommuplan-$version-$sum",
"creationInfo":{"created":"$created","creators":["Organization: the iommuplan contributors","Tool: iommuplan-sbom.sh"]},
"packages":[
{"SPDXID":"SPDXRef-iommuplan","name":"iommuplan","versionInfo":"$version","primaryPackagePurpose":"APPLICATION",
 "packageFileName":"${tarball##*/}","downloadLocation":"NOASSERTION","filesAnalyzed":true,
 "packageVerificationCode":{"packageVerificationCodeValue":"$code"},
 "checksums":[{"algorithm":"SHA256","checksumValue":"$sum"}],
 "licenseConcluded":"$ours","licenseDeclared":"$ours","licenseInfoFromFiles":["GPL-2.0-or-later","BSD-2-Clause"],
 "copyrightText":"the iommuplan contributors",
 "externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:generic/iommuplan@$version"}]}
END
echo "$linked" | while IFS='|' read -r name licence _ why; do
	printf ',{"SPDXID":"SPDXRef-%s","name":"%s","downloadLocation":"NOASSERTION","filesAnalyzed":false,"licenseConcluded":"NOASSERTION","licenseDeclared":"%s","copyrightText":"NOASSERTION","comment":"%s; not part of the release"}\n' \
		"$name" "$name" "$licence" "$why"
done
echo '],'
echo '"files":['
paste -d' ' "$work/names" "$work/sha1" "$work/sha256" | awk -v licence="$ours" '{
	printf "%s{\"SPDXID\":\"SPDXRef-File-%d\",\"fileName\":\"%s\",\"checksums\":[{\"algorithm\":\"SHA1\",\"checksumValue\":\"%s\"},{\"algorithm\":\"SHA256\",\"checksumValue\":\"%s\"}],\"licenseConcluded\":\"%s\",\"licenseInfoInFiles\":[\"NOASSERTION\"],\"copyrightText\":\"NOASSERTION\"}\n",
		(NR > 1 ? "," : ""), NR, $1, $2, $3, licence }'
echo '],'
echo '"relationships":['
echo '{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-iommuplan"}'
echo "$linked" | while IFS='|' read -r name _ relation _; do
	case $relation in
	OPTIONAL) printf ',{"spdxElementId":"SPDXRef-%s","relationshipType":"OPTIONAL_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-iommuplan"}\n' "$name" ;;
	*) printf ',{"spdxElementId":"SPDXRef-iommuplan","relationshipType":"%s","relatedSpdxElement":"SPDXRef-%s"}\n' "$relation" "$name" ;;
	esac
done
awk '{ printf ",{\"spdxElementId\":\"SPDXRef-iommuplan\",\"relationshipType\":\"CONTAINS\",\"relatedSpdxElement\":\"SPDXRef-File-%d\"}\n", NR }' "$work/names"
echo ']'
echo '}'
