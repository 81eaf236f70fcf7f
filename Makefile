# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# make            build/iommuplan
# make demo       install what is missing, build, plan the example boards
# make check      everything that is tested here
# V=1 shows commands, SAN=1 builds with sanitizers, WERROR= tolerates warnings

VERSION := 0.1.0
B ?= build$(if $(SAN),/san)
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/iommuplan
CC ?= cc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
WERROR ?= $(if $(CI),-Werror)
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)')
pkg = $(or $(shell $(PKG_CONFIG) --$(1) $(2) 2>/dev/null),$(3))

comma := ,
sanitize := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all)
warn := -Wall -Wextra -Wshadow -Werror=implicit-function-declaration -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wwrite-strings -Wvla $(WERROR)
ALL_CFLAGS = -std=c11 $(CFLAGS) $(warn) $(sanitize) -Iinclude -Ilib -Itool \
	-D_POSIX_C_SOURCE=200809L -DIOP_VERSION_TEXT='"$(VERSION)"' -MMD -MP
YAML := $(call pkg,libs,yaml-0.1,-lyaml)
FDT := $(call pkg,libs,libfdt,-lfdt)
CHECK := $(call pkg,libs,check,-lcheck -lsubunit -lm -lrt -lpthread)

lib_src := $(sort $(wildcard lib/*/*.c lib/*/*/*.c))
gen_src := $(sort $(wildcard tool/gen/*.c tool/facts/*.c tool/yaml/*.c)) lib/facts/words.c lib/base/version.c
tool_src := $(sort $(filter-out tool/gen/% tool/uboot/%,$(wildcard tool/*/*.c tool/*/*/*.c)))
unit_src := $(sort $(wildcard tests/unit/*.c))
schemas := $(sort $(wildcard schemas/*.yaml schemas/drivers/*.yaml))

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
builtin := $(B)/gen/facts_builtin
pages := $(B)/gen/rule_pages

.PHONY: all demo check check-installed kernel-check kernel-build uboot-check uboot-check-installed plant sweep fuzz bench install uninstall clean freestanding
all: $(B)/iommuplan

include lib/build.mk
include tool/uboot/build.mk

$(B)/obj/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -c -o $@ $<

$(builtin).o $(packed).o $(pages).o: %.o: %.c
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -c -o $@ $<

$(B)/gen-facts: $(call obj,$(gen_src))
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(YAML)

$(builtin).c: $(B)/gen-facts $(schemas)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(B)/gen-facts schemas > $@.tmp && mv $@.tmp $@

$(pages).c: $(B)/gen-facts $(sort $(wildcard schemas/rules/*.md))
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(B)/gen-facts --pages schemas/rules > $@.tmp && mv $@.tmp $@

# Scripts as C strings
as_strings = $(Q)mkdir -p $(@D); sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n"/' $< > $@
runtime_inc := $(patsubst %,$(B)/gen/runtime/%.inc,runtime.sh runtime.service initramfs-tools.sh dracut.sh)
$(B)/gen/boot_cmd.inc: tool/artefacts/uboot/board.boot.cmd
	$(as_strings)
$(runtime_inc): $(B)/gen/runtime/%.inc: tool/artefacts/runtime/%
	$(as_strings)
$(B)/obj/tool/artefacts/runtime/runtime.o: $(runtime_inc)
$(B)/obj/tool/artefacts/runtime/runtime.o: CPPFLAGS += -I$(B)/gen
$(B)/obj/tool/artefacts/uboot/script.o: $(B)/gen/boot_cmd.inc
$(B)/obj/tool/artefacts/uboot/script.o: CPPFLAGS += -I$(B)/gen

$(B)/libiommuplan.a: $(call obj,$(lib_src)) $(builtin).o
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/iommuplan: $(call obj,$(tool_src)) $(pages).o $(B)/libiommuplan.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(FDT) $(YAML) -lpthread

# tests/unit/NAME.c brings NAME_suite(); helpers end in _help.c
suites := $(filter-out main %_help,$(basename $(notdir $(unit_src))))
$(B)/gen/suites.inc: Makefile $(unit_src)
	$(Q)mkdir -p $(@D)
	$(Q)printf 'SUITE(%s)\n' $(suites) > $@
$(B)/obj/tests/unit/main.o: $(B)/gen/suites.inc
$(B)/obj/tests/%.o: CPPFLAGS += -I$(B)/gen -Itests/unit

$(B)/unit: $(call obj,$(unit_src) $(filter-out tool/cli/main.c,$(tool_src)) $(uboot_core)) $(packed).o $(pages).o $(B)/libiommuplan.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(FDT) $(YAML) $(CHECK) -lpthread

# Tells where properties stand, for tests/lint/places.sh
$(B)/places: $(call obj,tests/lint/places.c $(filter-out tool/cli/main.c tool/cmd/% tool/lint/%,$(tool_src))) $(B)/libiommuplan.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(FDT) $(YAML) -lpthread

# The library as U-Boot would build it: no libc, no undefined names but these.
CROSS ?= aarch64-linux-gnu-
free_obj := $(patsubst %.c,$(B)/free/%.o,$(lib_src)) $(B)/free/facts_builtin.o
FREE_FLAGS = -std=c11 -O2 -ffreestanding -fpie -mgeneral-regs-only -Wall -Wextra -Werror \
	-Iinclude -Ilib -idirafter /usr/include -DIOP_VERSION_TEXT='"$(VERSION)"' -MMD -MP
$(B)/free/facts_builtin.o: $(builtin).c
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc $(FREE_FLAGS) -c -o $@ $<
$(B)/free/%.o: %.c
	$(call say,CROSS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc $(FREE_FLAGS) -c -o $@ $<
freestanding: $(free_obj)
	$(Q)CROSS=$(CROSS) tests/freestanding.sh $^

# --- what is tested: see CONTRIBUTING.md; KERNELS= leaves the real ones out ---
checks = $(B)/unit "tests/schema-doc.sh $(B)/gen-facts" "tests/freestanding.sh $(free_obj)" \
	$(filter-out %/fuzz.sh,$(sort $(wildcard tests/cli/*.sh tests/build/*.sh tests/golden/*.sh tests/lint/*.sh))) \
	"env IOMMUPLAN=$(CURDIR)/build/san/iommuplan tests/cli/fuzz.sh" \
	tests/man.sh tests/readme.sh tests/map.sh tests/install.sh tests/library.sh tests/spdx.sh tests/size.sh tests/sweep.sh "tests/kernel/run.sh --slice" \
	"tests/kernel/pci.sh --slice" "tests/uboot/host.sh --slice" tests/uboot/image.sh "tests/uboot/onboard.sh --slice"
check:
	$(Q)examples/install-deps.sh check
	$(Q)tests/fetch/sarif.sh || true
	$(Q)tests/fetch/debian.sh all || echo 'SKIP: the cache of Debian packages is incomplete'
	$(Q)tests/fetch/uboot.sh libfdt || echo 'SKIP: no libfdt for arm64'
	$(Q)$(MAKE) --no-print-directory SAN=1 build/san/unit build/san/iommuplan
	$(Q)$(MAKE) --no-print-directory check-installed
# Without a cross compiler the freestanding test says so and is skipped.
check-installed: all $(B)/unit $(B)/places $(if $(shell command -v $(CROSS)gcc),$(free_obj) $(uboot_tested))
	$(Q)CROSS=$(CROSS) tests/run.sh build/san/unit $(checks)

demo:
	$(Q)examples/install-deps.sh demo
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) all
	$(Q)examples/demo.sh $(B)/iommuplan

# What no kernel of Debian's drives: small ones of ours, built once.
kernel-build:
	$(Q)examples/install-deps.sh kernel
	$(Q)tests/kernel/small/build.sh
kernel-check: all
	$(Q)tests/kernel/run.sh
	$(Q)tests/kernel/pci.sh
uboot-check:
	$(Q)examples/install-deps.sh uboot
	$(Q)$(MAKE) --no-print-directory uboot-check-installed
uboot-check-installed: all uboot $(U)/loader
	$(Q)tests/uboot/image.sh --all
	$(Q)tests/uboot/command.sh
	$(Q)tests/uboot/host.sh
	$(Q)tests/uboot/onboard.sh
	$(Q)tests/uboot/efi.sh
plant: all
	$(Q)tests/lint/plant.sh $(or $(EACH),20) $(or $(SEED),$$(date +%s))
sweep: all
	$(Q)tests/sweep.sh
	$(Q)tests/lint/noise.sh
fuzz:
	$(Q)$(MAKE) --no-print-directory SAN=1 build/san/iommuplan
	$(Q)IOMMUPLAN=build/san/iommuplan tests/cli/fuzz.sh --long $(or $(SECONDS),600)

bench_tools := $(patsubst %,$(B)/bench/%,walk masters compare)
$(B)/bench/%: tests/bench/%.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O2 $(warn) -D_DEFAULT_SOURCE -o $@ $< $(FDT)
bench: all $(bench_tools)
	$(Q)tests/bench/bench.sh $(B)/iommuplan $(B)/bench

installed := $(installed_library) $(BINDIR)/iommuplan $(MANDIR)/man1/iommuplan.1 $(MANDIR)/man5/iommuplan-policy.5
install: all install-library
	install -Dm755 $(B)/iommuplan $(DESTDIR)$(BINDIR)/iommuplan
	install -Dm644 man/iommuplan.1 $(DESTDIR)$(MANDIR)/man1/iommuplan.1
	install -Dm644 man/iommuplan-policy.5 $(DESTDIR)$(MANDIR)/man5/iommuplan-policy.5
	install -Dm644 -t $(DESTDIR)$(DOCDIR) README.md CONTRIBUTING.md
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/LICENSES LICENSES/*.txt
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/examples examples/*.png examples/*.md
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/examples/boards examples/boards/*
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/examples/policies examples/policies/*
	install -Dm755 -t $(DESTDIR)$(DOCDIR)/examples/u-boot examples/u-boot/*.sh
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/examples/u-boot $(filter-out %.sh,$(wildcard examples/u-boot/*))
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/tool/uboot tool/uboot/README.md
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/schemas schemas/*.md schemas/*.json schemas/*.yaml
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/schemas/bindings schemas/bindings/*.yaml
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/schemas/drivers schemas/drivers/*.yaml
	install -Dm644 -t $(DESTDIR)$(DOCDIR)/schemas/rules schemas/rules/*.md
uninstall:
	rm -f $(addprefix $(DESTDIR),$(installed))
	rm -rf $(DESTDIR)$(DOCDIR)

clean:
	$(Q)rm -rf build

-include $(shell find $(B) -name '*.d' 2>/dev/null)
