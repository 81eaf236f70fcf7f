# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# make                 build/iommuplan
# make demo            install what is missing, build, plan the example boards
# make test            install what is missing, fetch kernels, test everything
# make check           test with what is here: nothing installed, nothing fetched
# make check-machines  the same JSON on 32-bit and big-endian machines (fetches)
# make verify-static   the command verify for arm64 and armhf, without libraries
# make dist            tarball, SBOM and checksums of the commit: build/dist
# make deb             Debian packages of it: build/deb; DEB_HOST=arm64
# V=1 shows commands, SAN=1 builds with sanitizers, WERROR=-Werror is strict.
# CPPFLAGS, CFLAGS, LDFLAGS, LDLIBS are yours: what is needed is added to them.
# To cross compile: CC=TRIPLE-gcc PKG_CONFIG=TRIPLE-pkg-config; CC_FOR_BUILD
# makes what runs during the build.

VERSION := $(shell packaging/version.sh)
B ?= build$(if $(SAN),/san)
# One name for one directory: what depends on what is kept by names.
override B := $(patsubst $(CURDIR)/%,%,$(abspath $(B)))
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/iommuplan
DATADIR ?= $(PREFIX)/share
PKG_CONFIG ?= pkg-config
# Yours replace them; -D_FORTIFY_SOURCE and sanitizers do not go together.
CFLAGS ?= -O2 -g $(if $(SAN),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong) \
	-Wformat -Wformat-security
LDFLAGS ?= -Wl,-z,relro,-z,now,-z,noexecstack
WERROR ?=
CC_FOR_BUILD ?= cc
CFLAGS_FOR_BUILD ?= -O2 -g
PKG_CONFIG_FOR_BUILD ?= pkg-config
# A compiler of another machine has its own ar, ld and objcopy beside it.
beside = $(if $(filter %-gcc,$(CC)),$(patsubst %-gcc,%-$(1),$(CC)),$(1))
ifeq ($(origin AR),default)
AR := $(call beside,ar)
endif
ifeq ($(origin LD),default)
LD := $(call beside,ld)
endif
OBJCOPY ?= $(call beside,objcopy)
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)')
pkg = $(or $(shell $(PKG_CONFIG) --$(1) $(2) 2>/dev/null),$(3))

comma := ,
sanitize := $(if $(SAN),-DIOP_DEBUG -fsanitize=address$(comma)undefined -fno-sanitize-recover=all)
warn := -Wall -Wextra -Wshadow -Werror=implicit-function-declaration -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wwrite-strings -Wvla $(WERROR)
# The same bytes from every directory; files and times of 64 bits everywhere.
same := -ffile-prefix-map=$(abspath $(B))=build -ffile-prefix-map=$(CURDIR)=.
needed := -std=c11 $(warn) $(same) -Iinclude -Ilib -Itool -I$(B)/gen -D_POSIX_C_SOURCE=200809L \
	-D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -MMD -MP
found := $(foreach l,yaml-0.1 libfdt zlib libzstd check,$(call pkg,cflags,$(l)))
ALL_CFLAGS = $(CFLAGS) $(needed) $(sanitize) $(found) $(CPPFLAGS)
YAML := $(call pkg,libs,yaml-0.1,-lyaml)
FDT := $(call pkg,libs,libfdt,-lfdt)
ZLIB := $(call pkg,libs,zlib,-lz)
ZSTD := $(call pkg,libs,libzstd,-lzstd)
CHECK := $(call pkg,libs,check,-lcheck -lsubunit -lm -lrt -lpthread)
libs = $(FDT) $(YAML) $(ZLIB) $(ZSTD) $(LDLIBS) -lpthread
for_build := $(shell $(PKG_CONFIG_FOR_BUILD) --cflags yaml-0.1 2>/dev/null)
YAML_FOR_BUILD := $(or $(shell $(PKG_CONFIG_FOR_BUILD) --libs yaml-0.1 2>/dev/null),-lyaml)

lib_src := $(sort $(wildcard lib/*/*.c lib/*/*/*.c))
gen_src := $(sort $(wildcard tool/gen/*.c tool/facts/*.c tool/yaml/*.c)) lib/facts/key_infos.c lib/facts/words.c lib/base/version.c
tool_src := $(sort $(filter-out tool/gen/% tool/uboot/%,$(wildcard tool/*/*.c tool/*/*/*.c)))
unit_src := $(sort $(wildcard tests/unit/*.c))
schemas := $(sort $(wildcard schemas/*.yaml schemas/drivers/*.yaml schemas/socs/*.yaml schemas/vendor/*.yaml))
rule_pages := $(sort $(wildcard schemas/rules/*.md))

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
gen_obj := $(patsubst %.c,$(B)/gen/obj/%.o,$(gen_src))
builtin := $(B)/gen/facts_builtin
pages := $(B)/gen/rule_pages

.PHONY: all verify-static dist deb demo test check check-machines kernel-check kernel-build uboot-check uboot-check-installed \
	plant sweep fuzz fuzz-program faults bench install uninstall clean freestanding directories again
all: $(B)/iommuplan

# What prints the version, made anew with another one; the rest is not.
versioned := $(patsubst %,obj/%.o,$(shell grep -lr IOP_VERSION_TEXT lib tool tests/unit --include='*.c' 2>/dev/null | sed 's/\.c$$//'))
versioned += $(patsubst obj/%,pic/%,$(filter obj/lib/%,$(versioned)))
$(addprefix $(B)/,$(versioned)): needed += -DIOP_VERSION_TEXT='"$(VERSION)"'
$(addprefix $(B)/,$(versioned)): $(B)/gen/list/VERSION

include lib/build.mk
include tool/uboot/build.mk

$(B)/obj/%.o: %.c | $(B)/gen/needs
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(builtin).o $(packed).o $(pages).o: %.o: %.c | $(B)/gen/needs
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# Says what to install where a library is missing.
$(B)/gen/needs: tool/gen/needs.sh
	$(Q)mkdir -p $(@D)
	$(Q)$< $@.o "$(CC) $(ALL_CFLAGS) $(LDFLAGS)" \
		libfdt.h "$(FDT)" libfdt-dev yaml.h "$(YAML)" libyaml-dev \
		zlib.h "$(ZLIB)" zlib1g-dev zstd.h "$(ZSTD)" libzstd-dev && touch $@
$(B)/gen/needs-check: tool/gen/needs.sh
	$(Q)mkdir -p $(@D)
	$(Q)$< $@.o "$(CC) $(ALL_CFLAGS) $(LDFLAGS)" check.h "$(CHECK)" check && touch $@

# A list of files, written where it is another than before: what is made of the
# files is made anew when one comes or goes.
$(B)/gen/list/%: again
	$(Q)mkdir -p $(@D)
	$(Q)printf '%s\n' $($*) | cmp -s - $@ || printf '%s\n' $($*) > $@
again:

# It runs during the build, on the machine that builds.
$(B)/gen/obj/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) $(needed) $(for_build) -c -o $@ $<
$(B)/gen-facts: $(gen_obj) $(B)/gen/list/gen_src
	$(call say,LD,$@)
	$(Q)$(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) -o $@ $(gen_obj) $(YAML_FOR_BUILD)

$(builtin).c: $(B)/gen-facts $(schemas) $(B)/gen/list/schemas
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(B)/gen-facts schemas > $@.tmp && mv $@.tmp $@

$(pages).c: $(B)/gen-facts $(rule_pages) $(B)/gen/list/rule_pages
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
$(B)/gen/check/check.sh.inc: tool/artefacts/check/check.sh
	$(as_strings)
$(B)/obj/tool/artefacts/check/check_script.o: $(B)/gen/check/check.sh.inc
$(B)/obj/tool/artefacts/uboot/script.o: $(B)/gen/boot_cmd.inc

$(B)/libiommuplan.a: $(call obj,$(lib_src)) $(builtin).o $(B)/gen/list/lib_src
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcsD $@ $(filter %.o,$^)

$(B)/iommuplan: $(call obj,$(tool_src)) $(pages).o $(B)/libiommuplan.a $(B)/gen/list/tool_src
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(libs)

# tests/unit/NAME.c brings NAME_suite(); helpers end in _help.c, and those of
# device trees as text call dtc.
suites := $(filter-out tests/unit/main.c %_help.c,$(unit_src))
$(B)/gen/suites.inc: Makefile $(unit_src) $(B)/gen/list/unit_src
	$(Q)for f in $(suites); do name=$${f##*/}; \
		grep -qE '"(dts|share|solve|lint|vendor)_help.h"' $$f && of=DTC_SUITE || of=SUITE; \
		echo "$$of($${name%.c})"; done > $@
# The unit tests try all that can be chosen of the planner for boot loaders.
$(packed).o $(call obj,$(uboot_core) $(filter tests/unit/uboot_%,$(unit_src))): needed += $(choice_full)
$(B)/obj/tests/unit/main.o: $(B)/gen/suites.inc
$(call obj,$(unit_src)): | $(B)/gen/needs-check
$(B)/gen/lint_board.inc: tests/lint/board.dtsi
	$(as_strings)
$(B)/obj/tests/unit/lint_pages.o: $(B)/gen/lint_board.inc

$(B)/unit: $(call obj,$(unit_src) $(filter-out tool/cmd/main.c,$(tool_src)) $(uboot_core)) $(packed).o $(pages).o $(B)/libiommuplan.a \
		$(B)/gen/list/unit_src $(B)/gen/list/tool_src
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(CHECK) $(libs)

# Tells where properties stand, for tests/lint/places.sh
$(B)/places: $(call obj,tests/lint/places.c $(filter-out tool/cmd/main.c tool/cli/commands.c tool/cmd/% tool/html/% tool/report/% tool/lint/%,$(tool_src))) $(B)/libiommuplan.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(libs)

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

# verify alone, for a board or an initramfs that has no libraries.
verify-static: $(addprefix verify-static-,$(or $(MACHINES),arm64 armhf))
verify-static-%:
	$(Q)packaging/verify-static.sh $*

include tests/check.mk

# packaging/README.md
dist:
	$(Q)packaging/dist.sh $(B)/dist
# packaging/debian/README.md
deb:
	$(Q)DEB_HOST=$(DEB_HOST) packaging/deb.sh $(B)/deb

demo:
	$(Q)examples/install-deps.sh demo
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) all
	$(Q)examples/demo.sh $(B)/iommuplan

# What is installed, each file of the documents under its own name
# From: where it goes to, for each shell.
completions = iommuplan.bash:$(DATADIR)/bash-completion/completions/iommuplan \
	_iommuplan:$(DATADIR)/zsh/site-functions/_iommuplan \
	iommuplan.fish:$(DATADIR)/fish/vendor_completions.d/iommuplan.fish
man_pages := $(sort $(wildcard man/*.[1-9]))
installed := $(installed_library) $(foreach c,$(completions),$(lastword $(subst :, ,$(c)))) $(BINDIR)/iommuplan $(foreach p,$(man_pages),$(MANDIR)/man$(subst .,,$(suffix $(p)))/$(notdir $(p)))
docs := README.md CONTRIBUTING.md NEWS SECURITY.md packaging/README.md $(wildcard packaging/*/README.md) tool/uboot/README.md tool/uboot/cmd/iommuplan.rst $(sort $(wildcard LICENSES/*.txt \
	examples/*.svg examples/*.md examples/boards/* examples/policies/* examples/u-boot/* examples/build/* examples/ci/*.* examples/ci/github/* \
	schemas/*.md schemas/*.json schemas/*.yaml schemas/bindings/*.yaml schemas/output/* \
	schemas/drivers/*.yaml schemas/socs/*.yaml schemas/vendor/*.yaml schemas/rules/*.md))
directories:
	$(foreach d,BINDIR MANDIR DOCDIR DATADIR LIBDIR INCLUDEDIR,$(if $(strip $($(d))),,$(error $(d) is empty: name a directory)))
install: all install-library | directories
	install -Dm755 $(B)/iommuplan "$(DESTDIR)$(BINDIR)/iommuplan"
	$(Q)for p in $(notdir $(man_pages)); do \
		install -Dm644 "man/$$p" "$(DESTDIR)$(MANDIR)/man$${p##*.}/$$p" || exit 1; done
	$(Q)for c in $(completions); do \
		install -Dm644 "packaging/completions/$${c%%:*}" "$(DESTDIR)$${c#*:}" || exit 1; done
	$(Q)for f in $(docs); do \
		[ -x "$$f" ] && mode=755 || mode=644; \
		install -Dm$$mode "$$f" "$(DESTDIR)$(DOCDIR)/$$f" || exit 1; done
uninstall: | directories
	$(Q)cd / && for f in $(installed) $(addprefix $(DOCDIR)/,$(docs)); do \
		rm -f "$(DESTDIR)$$f"; done
	$(Q)[ ! -d "$(DESTDIR)$(DOCDIR)" ] || find "$(DESTDIR)$(DOCDIR)" -depth -type d -empty -delete

# By name: B may be a directory that holds more than a build.
made := iommuplan unit places fuzz fuzz-replay faults.so gen-facts libiommuplan.a libiommuplan.so.$(SOVERSION) obj pic installed gen free uboot bench counted dist deb demo demo.log machine
clean:
	$(Q)rm -rf $(addprefix $(B)/,$(made))
	$(Q)$(if $(SAN),,rm -rf $(addprefix $(B)/san/,$(made)); rmdir $(B)/san 2>/dev/null;) \
		rmdir $(B) 2>/dev/null || true

-include $(shell find $(B) -name '*.d' 2>/dev/null)
