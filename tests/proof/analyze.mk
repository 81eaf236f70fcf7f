# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What analysers say of the sources, included by proof.mk: see README.md.
# A stamp for each source and analyser: one that had no report is not analysed
# again until it, or a header of it, changes.

analyzed := $(B)/analyze
ANALYZE ?= gcc sparse cppcheck clang-tidy valgrind
ANALYZE_GCC ?= gcc
# What needs U-Boot's headers is left out.
analyze_src := $(lib_src) $(filter-out tool/uboot/cmd/% tool/uboot/stand_ins.c,$(sort $(wildcard tool/*/*.c tool/*/*/*.c)))
# IOP_DEBUG: what iop_assert() states of an index is what they know of it.
analyze_flags = -std=c11 -Iinclude -Ilib -Itool -I$(B)/gen -D_POSIX_C_SOURCE=200809L \
	-D_FILE_OFFSET_BITS=64 -DIOP_DEBUG $(found) $(choice_full) -DIOP_VERSION_TEXT='"$(VERSION)"'
# Left out: what is said of every snprintf(), of every function with two numbers, of
# every array of pointers, and of "if (strcmp())", as the kernel writes it.
tidy_checks := -*,clang-analyzer-*,bugprone-*,performance-*,portability-*,misc-redundant-expression
tidy_checks := $(tidy_checks),-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling
tidy_checks := $(tidy_checks),-clang-analyzer-security.insecureAPI.strcpy
tidy_checks := $(tidy_checks),-bugprone-easily-swappable-parameters,-bugprone-suspicious-string-compare,-bugprone-sizeof-expression

# Memory that a function keeps in what its caller handed in, and frees with it, is lost
# to gcc 12 in these; the sanitizer of leaks runs them in "make check".
gcc_kept := tool/cli/options.c tool/cmd/report_columns.c tool/input/list.c
analyze_gcc = $(ANALYZE_GCC) $(analyze_flags) -O2 -fanalyzer \
	$(if $(filter $<,$(gcc_kept)),-Wno-analyzer-malloc-leak) -c -o $@.o $< 2>$@.txt
analyze_clang-tidy = clang-tidy --quiet '--checks=$(tidy_checks)' $< -- -x c $(analyze_flags) >$@.txt 2>/dev/null
analyze_sparse = sparse -Wall -Wsparse-error -Wno-unknown-attribute $(analyze_flags) $< >$@.txt 2>&1

# What is printed is a report, whatever the status.
define analysed
$(analyzed)/$(1)/%.ok: %.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(analyze_flags) -w -MM -MP -MT $$@ -MF $$(@:.ok=.d) $$<
	$$(Q)$$(analyze_$(1)) || [ -s $$@.txt ] || echo '$$<: $(1) failed' >$$@.txt
	$$(Q)rm -f $$@.o; ! [ -s $$@.txt ] || { cat $$@.txt; exit 1; }
	$$(Q)rm -f $$@.txt; touch $$@
.PHONY: analyze-$(1)
analyze-$(1): $$(patsubst %.c,$(analyzed)/$(1)/%.ok,$$(analyze_src))
endef
$(foreach t,gcc clang-tidy sparse,$(eval $(call analysed,$(t))))

analyze-cppcheck:
	$(Q)rm -rf $(analyzed)/cppcheck; mkdir -p $(analyzed)/cppcheck
	$(Q)cppcheck --std=c11 --quiet --cppcheck-build-dir=$(analyzed)/cppcheck --error-exitcode=1 \
		--enable=warning,performance,portability --inline-suppr --library=posix \
		--library=tests/proof/cppcheck.cfg --suppressions-list=tests/proof/cppcheck.list \
		-D__GNUC__=12 -D__linux__ -Iinclude -Ilib -Itool -I$(B)/gen lib tool tests/fuzz

# What is read without having been written, which no sanitizer of gcc's sees.
# A suite is a stamp too: it takes minutes.
$(analyzed)/valgrind/%.ok: $(B)/unit
	$(Q)mkdir -p $(@D)
	$(Q)CK_FORK=no CK_RUN_SUITE=$* valgrind -q --error-exitcode=9 $(B)/unit >$@.txt 2>&1 || \
		{ cat $@.txt; exit 1; }
	$(Q)rm -f $@.txt; touch $@
analyze-valgrind: $(patsubst tests/unit/%.c,$(analyzed)/valgrind/%.ok,$(suites))

.PHONY: analyze analyze-cppcheck analyze-valgrind
analyze: all $(B)/unit
	$(Q)MAKE="$(MAKE)" B=$(B) tests/proof/analyze.sh $(ANALYZE)
