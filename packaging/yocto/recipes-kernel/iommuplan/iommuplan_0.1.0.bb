# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
SUMMARY = "Predicts the IOMMU groups Linux makes of a device tree"
DESCRIPTION = "Predicts for a kernel version which IOMMUs of a device tree come up, \
which masters end up in which group and with which default domain; lints the tree, \
and turns a policy into kernel parameters and edits of the tree."
SECTION = "devel"
# Before wrynose: "BSD-2-Clause | GPL-2.0-or-later"
LICENSE = "BSD-2-Clause OR GPL-2.0-or-later"
LIC_FILES_CHKSUM = "file://LICENSES/GPL-2.0-or-later.txt;md5=b234ee4d69f5fce4486a80fdaf4a4263 \
                    file://LICENSES/BSD-2-Clause.txt;md5=d1cdb9b2a4c0cbd0a409aba82bdf355a \
                    "

DEPENDS = "dtc libyaml zlib zstd libyaml-native"

# The sources that this layer is part of. For a released tarball, set SRC_URI and its
# sha256sum instead of externalsrc.
inherit externalsrc
EXTERNALSRC = "${@os.path.realpath(os.path.join(d.getVar('THISDIR'), '../../../..'))}"
EXTERNALSRC_BUILD = "${WORKDIR}/build"
EXTERNALSRC_SYMLINKS = ""

inherit pkgconfig bash-completion

# CC, CFLAGS and their like are in the environment.
EXTRA_OEMAKE = "\
    -C ${S} B=${B} PREFIX=${prefix} BINDIR=${bindir} LIBDIR=${libdir} \
    INCLUDEDIR=${includedir} MANDIR=${mandir} DATADIR=${datadir} \
    DOCDIR=${docdir}/${BPN} DESTDIR=${D} \
    CC_FOR_BUILD='${BUILD_CC}' CFLAGS_FOR_BUILD='${BUILD_CFLAGS} ${BUILD_LDFLAGS}' \
    PKG_CONFIG_FOR_BUILD=false \
"

do_compile() {
	oe_runmake all library
}

do_install() {
	oe_runmake install
}

PACKAGES =+ "lib${BPN} ${PN}-zsh-completion ${PN}-fish-completion"
FILES:lib${BPN} = "${libdir}/libiommuplan.so.*"
FILES:${PN}-zsh-completion = "${datadir}/zsh"
FILES:${PN}-fish-completion = "${datadir}/fish"

BBCLASSEXTEND = "native nativesdk"
