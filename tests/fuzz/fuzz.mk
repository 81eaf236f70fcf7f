# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Fuzz targets, included by tests/check.mk; tests/fuzz/README.md.
# build/fuzz-replay needs no libFuzzer; build/fuzz/fuzz is clang's.

fuzz_targets := $(sort $(filter-out tests/fuzz/fuzz_main.c,$(wildcard tests/fuzz/fuzz_*.c)))
fuzz_with := $(call obj,$(filter-out tool/cmd/main.c,$(tool_src)))

$(call obj,$(wildcard tests/fuzz/*.c)): needed += -Itests/fuzz

$(B)/fuzz-replay: $(call obj,$(fuzz_targets) tests/fuzz/replay.c) $(fuzz_with) $(pages).o $(B)/libiommuplan.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(libs)

$(B)/fuzz: $(call obj,$(fuzz_targets) tests/fuzz/fuzz_main.c $(wildcard tests/fuzz/mutate_*.c)) $(fuzz_with) $(pages).o $(B)/libiommuplan.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(libs)

# The whole program anew for libFuzzer: every branch of it is counted.
FUZZ_CC ?= $(firstword $(shell command -v clang-19 clang-18 clang-17 clang-16 clang-15 clang-14 clang))
FUZZ_CFLAGS ?= -O2 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DIOP_DEBUG -DIOP_ARENA_ZONES
fuzz-build:
	$(Q)$(MAKE) --no-print-directory WERROR= B=build/fuzz SAN= CC="$(FUZZ_CC)" CFLAGS="$(FUZZ_CFLAGS)" build/fuzz/fuzz

.PHONY: fuzz-build
