# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What is tested, included by the Makefile: see CONTRIBUTING.md.
# KERNELS= leaves real kernels out.

include tests/fuzz/fuzz.mk
include tests/faults/faults.mk

checks = "tests/schema-doc.sh $(B)/gen-facts" "tests/freestanding.sh $(free_obj)" \
	$(filter-out %/fuzz.sh %/coverage.sh %/analyze.sh,$(sort $(wildcard tests/cli/*.sh tests/build/*.sh tests/golden/*.sh tests/lint/*.sh tests/proof/*.sh))) \
	tests/man.sh tests/completions.sh tests/readme.sh tests/map.sh tests/install.sh tests/library.sh tests/make.sh tests/dist.sh tests/spdx.sh tests/size.sh \
	tests/sweep.sh tests/facts/check.sh tests/facts/planted.sh "tests/machines.sh i386" "tests/kernel/run.sh --slice" \
	"tests/kernel/pci.sh --slice" "tests/uboot/host.sh --slice" tests/uboot/image.sh \
	"tests/uboot/powercut.sh --slice" \
	"tests/uboot/onboard.sh --slice"

# What not every machine can build is said and counted, not required.
ifneq ($(filter check,$(MAKECMDGOALS)),)
builds = $(shell mkdir -p $(B)/gen; printf '%s\nint main(void) { return 0; }\n' $(1) | \
	$(CC) $(found) $(CPPFLAGS) -x c - $(2) $(LDFLAGS) -o $(B)/gen/probe 2>/dev/null && echo yes)
skip = "tests/skip.sh $(1)"
units := $(if $(call builds,'#include <check.h>',$(CHECK)),$(B)/unit)
san := $(if $(call builds,,-fsanitize=address$(comma)undefined),build/san/iommuplan build/san/fuzz-replay $(if $(units),build/san/unit))
cross := $(if $(shell command -v $(CROSS)gcc),$(free_obj) $(uboot_tested))
endif

check: all $(B)/faults.so $(units) $(B)/places $(if $(san),,$(B)/fuzz-replay) $(cross)
	$(Q)$(if $(san),$(MAKE) --no-print-directory SAN=1 B=build/san $(san))
	$(Q)CROSS=$(CROSS) IOMMUPLAN_OFFLINE=1 IOMMUPLAN=$(abspath $(B))/iommuplan tests/run.sh \
		$(or $(units) $(filter %/unit,$(san)),$(call skip,unit tests: apt-get install check)) $(checks) \
		$(if $(san),"env FUZZ_REPLAY=$(CURDIR)/build/san/fuzz-replay tests/fuzz/replay.sh",tests/fuzz/replay.sh) \
		$(if $(san),"env IOMMUPLAN=$(CURDIR)/build/san/iommuplan tests/cli/fuzz.sh",\
			$(call skip,sanitizers: $(CC) cannot link with them))

test:
	$(Q)examples/install-deps.sh check
	$(Q)tests/fetch/sarif.sh || true
	$(Q)tests/fetch/debian.sh all || echo 'SKIP: the cache of Debian packages is incomplete'
	$(Q)tests/fetch/uboot.sh libfdt || echo 'SKIP: no libfdt for arm64'
	$(Q)tests/fetch/uboot.sh binary || echo "SKIP: no U-Boot of Debian's"
	$(Q)tests/fetch/machines.sh i386 || echo 'SKIP: no libraries for i386'
	$(Q)$(MAKE) --no-print-directory check

machines := i386 armhf s390x
check-machines: all
	$(Q)tests/fetch/machines.sh $(machines) || true
	$(Q)IOMMUPLAN=$(abspath $(B))/iommuplan tests/machines.sh $(machines)
# What no kernel of Debian's drives: small ones of ours, built once.
kernel-build:
	$(Q)examples/install-deps.sh kernel
	$(Q)tests/kernel/small/build.sh
# SERIES="6.18 7.3": those alone; what was booted before is not booted again.
kernel-check: all
	$(Q)tests/kernel/run.sh $(addprefix --series ,$(SERIES))
	$(Q)$(if $(SERIES),KERNEL_CHECK_SERIES="$(SERIES)") tests/kernel/pci.sh
	$(Q)$(MAKE) --no-print-directory verify-static MACHINES=arm64
	$(Q)$(if $(SERIES),KERNEL_CHECK_SERIES="$(SERIES)") tests/kernel/verify.py -q --static build/static/arm64/iommuplan
# PARTS="host-arm powercut-sid": those alone. What has passed whole is not run
# again before the program, an example or a test of U-Boot changes; each part
# takes minutes, and says so in build/uboot-check.
uboot_parts := image-all checkpatch sizes $(foreach v,bookworm sid v2026.07,command-$v powercut-$v edits-$v signed-$v arguments-$v) \
	host-bookworm host-sid host-arm host-kernels host-overlay onboard-bookworm onboard-sid onboard-command \
	efi secure
uboot-check:
	$(Q)examples/install-deps.sh uboot
	$(Q)$(MAKE) --no-print-directory uboot-check-installed
uboot-check-installed: all uboot $(uboot_tested)
	$(Q)$(MAKE) --no-print-directory -k $(addprefix $(B)/uboot-check/,$(or $(PARTS),$(uboot_parts)))
$(B)/uboot-check/%: $(B)/iommuplan $(U)/iommuplan.bin $(wildcard tests/uboot/*.[sp]* examples/u-boot/*.* tool/uboot/*.* tool/uboot/cmd/*.*)
	$(Q)tests/uboot/part.sh $@ $*
include tests/proof/proof.mk
plant: all
	$(Q)tests/lint/plant.sh $(or $(EACH),20) $(or $(SEED),$$(date +%s))
sweep: all
	$(Q)tests/sweep.sh
	$(Q)tests/lint/noise.sh
	$(Q)PAIRS=$(or $(PAIRS),200) SEED=$(or $(SEED),$$(date +%s)) tests/cli/agree.sh
# Every reader in this process, counted; whole runs of the program.
fuzz: fuzz-build
	$(Q)tests/fuzz/fuzz.sh $(or $(MINUTES),10) $(TARGETS)
fuzz-program:
	$(Q)$(MAKE) --no-print-directory SAN=1 build/san/iommuplan
	$(Q)IOMMUPLAN=build/san/iommuplan tests/cli/fuzz.sh --long $(or $(SECONDS),600)

bench_tools := $(patsubst %,$(B)/bench/%,walk masters compare)
$(B)/bench/%: tests/bench/%.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O2 $(warn) -D_DEFAULT_SOURCE -o $@ $< $(FDT)
# The program with a counter of what it executes, and of libc those that take long.
counted := memcpy memmove memset memcmp memchr strlen strnlen strchr strrchr strcmp strncmp strstr fwrite
$(B)/bench/work.o: tests/bench/work.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O2 -fno-builtin $(warn) -D_DEFAULT_SOURCE -c -o $@ $<
$(B)/counted/iommuplan: $(B)/bench/work.o again
	$(Q)$(MAKE) --no-print-directory B=$(B)/counted CFLAGS="-O2 -fsanitize-coverage=trace-pc" \
		LDFLAGS="$(addprefix -Wl$(comma)--wrap=,$(counted)) $(abspath $<)" $@
bench: all $(bench_tools) $(B)/counted/iommuplan
	$(Q)tests/bench/bench.sh $(B)/iommuplan $(B)/bench
	$(Q)tests/bench/worst.sh $(B)/iommuplan $(B)/counted/iommuplan

