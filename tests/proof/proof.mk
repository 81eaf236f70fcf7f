# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What the tests prove of themselves, included by tests/check.mk: see README.md.

.PHONY: properties
# COUNT random trees from SEED on, and all trees of the repository.
properties: all
	$(Q)COUNT=$(or $(COUNT),500) SEED=$(SEED) tests/proof/properties.sh
