# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Calls that fail, included by tests/check.mk; tests/faults/README.md.

$(B)/faults.so: tests/faults/shim.c
	$(call say,LD,$@)
	$(Q)$(CC) -std=gnu11 -O2 -Wall -Wextra -Wno-strict-prototypes $(WERROR) -shared -fPIC -o $@ $< -ldl

# What has passed with this very program is not run again: MOST=20 of each kind.
.PHONY: faults
faults: all $(B)/faults.so
	$(Q)IOMMUPLAN=$(abspath $(B))/iommuplan tests/faults/faults.sh --state $(B)/faults.passed --most $(or $(MOST),0)
