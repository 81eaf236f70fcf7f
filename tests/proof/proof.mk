# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What the tests prove of themselves, included by tests/check.mk: see README.md.

.PHONY: proof properties coverage coverage-build mutants
proof: coverage mutants properties

# COUNT random trees from SEED on, and all trees of the repository.
properties: all
	$(Q)COUNT=$(or $(COUNT),500) SEED=$(SEED) tests/proof/properties.sh

unit_parts = $(call obj,$(unit_src) $(filter-out tool/cmd/main.c,$(tool_src)) $(uboot_core)) $(packed).o $(pages).o
# lib/ alone is built by clang, which alone counts conditions, and linked with tests and
# program as they are.
CLANG ?= clang-19
LLVM_COV ?= llvm-cov-19
LLVM_PROFDATA ?= llvm-profdata-19
covered := $(B)/coverage
covered_lib := $(patsubst %.c,$(covered)/%.o,$(lib_src))
$(patsubst obj/%,$(covered)/%,$(filter obj/lib/%,$(versioned))): needed += -DIOP_VERSION_TEXT='"$(VERSION)"'
$(covered_lib): $(covered)/%.o: %.c | $(B)/gen/needs
	$(call say,COVER,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CLANG) $(ALL_CFLAGS) -DIOP_COVERED -w -O0 -fprofile-instr-generate \
		-fcoverage-mapping -fcoverage-mcdc -c -o $@ $<
link_covered = $(Q)$(CLANG) $(ALL_CFLAGS) $(LDFLAGS) -fprofile-instr-generate -o $@ \
	$(filter %.o,$^)
$(covered)/unit: $(unit_parts) $(covered_lib) $(builtin).o
	$(link_covered) $(CHECK) $(libs)
$(covered)/iommuplan: $(call obj,$(tool_src)) $(pages).o $(covered_lib) $(builtin).o
	$(link_covered) $(libs)
-include $(covered_lib:.o=.d)
coverage-build: $(covered)/unit $(covered)/iommuplan
coverage: coverage-build
	$(Q)COV=$(LLVM_COV) PROFDATA=$(LLVM_PROFDATA) tests/proof/coverage.sh $(covered)

# SECONDS and COUNT bound a run; the next one goes on. ONLY='lib/lint/*': those.
proved := $(B)/proof
$(proved)/suites.json: $(lib_src) $(unit_src)
	$(Q)mkdir -p $(@D)
	$(Q)$(MAKE) --no-print-directory coverage-build
	$(Q)LLVM_COV=$(LLVM_COV) LLVM_PROFDATA=$(LLVM_PROFDATA) \
		tests/proof/suites.py $(covered)/unit $(B)/gen/suites.inc $@
mutants: $(B)/unit $(proved)/suites.json
	$(Q)tests/proof/mutants.py --map $(proved)/suites.json --results $(proved)/mutants.jsonl \
		--seed $(or $(SEED),1) --count $(or $(COUNT),500) --jobs $(or $(JOBS),1) \
		$(addprefix --seconds ,$(SECONDS)) $(foreach o,$(ONLY),--only '$(o)') \
		--cc "$(CC) $(ALL_CFLAGS)" --link "$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o @OUT@ @MUTANT@ \
			$(unit_parts) $(B)/libiommuplan.a $(CHECK) $(libs)"
include tests/proof/analyze.mk
