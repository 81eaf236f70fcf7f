################################################################################
#
# iommuplan
#
################################################################################

# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause

IOMMUPLAN_VERSION = 0.1.0
# The sources that this tree is part of. For a released tarball, replace these
# three lines by its location, and put its checksum into iommuplan.hash.
IOMMUPLAN_SITE = $(BR2_EXTERNAL_IOMMUPLAN_PATH)/../..
IOMMUPLAN_SITE_METHOD = local
IOMMUPLAN_OVERRIDE_SRCDIR_RSYNC_EXCLUSIONS = --exclude=/build
IOMMUPLAN_LICENSE = GPL-2.0+ or BSD-2-Clause
IOMMUPLAN_LICENSE_FILES = LICENSES/GPL-2.0-or-later.txt LICENSES/BSD-2-Clause.txt
IOMMUPLAN_INSTALL_STAGING = YES
IOMMUPLAN_DEPENDENCIES = host-libyaml host-pkgconf dtc libyaml zlib zstd
HOST_IOMMUPLAN_DEPENDENCIES = host-dtc host-libyaml host-pkgconf host-zlib host-zstd

# gen-facts, which runs during the build, uses the host's libyaml.
IOMMUPLAN_FOR_BUILD = \
	CC_FOR_BUILD="$(HOSTCC)" \
	CFLAGS_FOR_BUILD="$(HOST_CFLAGS) $(HOST_LDFLAGS)" \
	PKG_CONFIG_FOR_BUILD=false

define IOMMUPLAN_BUILD_CMDS
	$(TARGET_MAKE_ENV) $(TARGET_CONFIGURE_OPTS) $(MAKE) -C $(@D) \
		PREFIX=/usr $(IOMMUPLAN_FOR_BUILD) all library
endef

define IOMMUPLAN_INSTALL_STAGING_CMDS
	$(TARGET_MAKE_ENV) $(TARGET_CONFIGURE_OPTS) $(MAKE) -C $(@D) \
		PREFIX=/usr DESTDIR=$(STAGING_DIR) $(IOMMUPLAN_FOR_BUILD) install-library
endef

define IOMMUPLAN_INSTALL_TARGET_CMDS
	$(TARGET_MAKE_ENV) $(TARGET_CONFIGURE_OPTS) $(MAKE) -C $(@D) \
		PREFIX=/usr DESTDIR=$(TARGET_DIR) $(IOMMUPLAN_FOR_BUILD) install
endef

# host-dtc installs its headers where they do not conflict with the kernel's copy.
HOST_IOMMUPLAN_OPTS = \
	$(HOST_CONFIGURE_OPTS) \
	CPPFLAGS="$(HOST_CPPFLAGS) -I$(HOST_DIR)/include/libfdt"

define HOST_IOMMUPLAN_BUILD_CMDS
	$(HOST_MAKE_ENV) $(HOST_IOMMUPLAN_OPTS) $(MAKE) -C $(@D) \
		PREFIX=$(HOST_DIR) $(IOMMUPLAN_FOR_BUILD) all library
endef

define HOST_IOMMUPLAN_INSTALL_CMDS
	$(HOST_MAKE_ENV) $(HOST_IOMMUPLAN_OPTS) $(MAKE) -C $(@D) \
		PREFIX=$(HOST_DIR) $(IOMMUPLAN_FOR_BUILD) install
endef

$(eval $(generic-package))
$(eval $(host-generic-package))
