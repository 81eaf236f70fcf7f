# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The planner for boot loaders, included by the Makefile of the house.
#
# make uboot          build/uboot/iommuplan.bin: for bootefi, and for go
#                     build/uboot/iommuplan.uimg: for bootm
#                     build/uboot/on-board.cmd: starts them, has their sums
# tool/uboot/install.sh puts the command into a U-Boot source tree, once made
# UBOOT_WITH=WORDS    what it can besides plan and annotate: lint, dump
# UBOOT_IOMMUS=NAMES  the facts in it: drivers of schemas/drivers, all unless
#                     named; a tree with other IOMMUs is refused
# UBOOT_ADDR=ADDRESS  .uimg is copied there, a multiple of 4 KiB, and run: for
#                     bootm of U-Boot up to 2023.01, which knows no other
# LIBFDT=DIR          libfdt.a for arm64 with its headers

cache := $(or $(IOMMUPLAN_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/iommuplan)
LIBFDT ?= $(cache)/libfdt/arm64
U := $(B)/uboot
packed := $(B)/gen/facts_packed

uboot_core := $(addprefix tool/uboot/,args.c banner.c env_value.c glue.c job_annotate.c job_dump.c job_lint.c \
	left_out.c regions.c report.c sink.c unpack.c)
uboot_src := $(lib_src) $(uboot_core) $(addprefix tool/uboot/,efi.c efi_args.c efi_file.c go.c libc.c \
	stand_ins.c start.S)
uboot_obj := $(filter-out %/glue.o,$(patsubst %,$(U)/obj/%.o,$(basename $(uboot_src))))

# What is chosen is read by these two. own: as asked for; full: everything, for
# the tests; least: what a board with one kind of IOMMU needs; bare: one that is
# in no line of the list "parts", so that for each file there its stand-in links.
uboot_chosen := glue facts_packed
uboot_all := $(patsubst schemas/drivers/%.yaml,%,$(wildcard schemas/drivers/*.yaml))
uboot_upper = $(shell echo '$(1)' | tr a-z- A-Z_)
uboot_flags = $(patsubst %,-DCONFIG_CMD_IOMMUPLAN_%,$(call uboot_upper,$(1)))
choice_own := $(call uboot_flags,$(UBOOT_WITH) $(or $(UBOOT_IOMMUS),$(uboot_all)))
choice_full := $(call uboot_flags,lint dump $(uboot_all))
choice_least := $(call uboot_flags,arm-smmu)
choice_bare := $(call uboot_flags,lint dump rockchip-iommu)
# Objects of lib/ that a choice does without: the list says who needs which.
uboot_left = $(shell awk '$$1 ~ /[.]c$$/ { \
	for (i = 2; i <= NF; i++) if (index(" $(1) ", " -DCONFIG_CMD_IOMMUPLAN_" $$i " ")) next; \
	print "$(U)/obj/lib/" $$1 }' tool/uboot/parts | sed 's,c$$,o,')
# What the compiler asks for behind the linker's back cannot be left to -flto.
$(U)/obj/tool/uboot/libc.o: NO_LTO := -fno-lto
UBOOT_FLAGS = -std=c11 -Os -flto=auto -ffreestanding -fpie -ffixed-x18 -mstrict-align \
	-mcmodel=tiny -mgeneral-regs-only -fomit-frame-pointer -fno-stack-protector \
	-fno-tree-loop-distribute-patterns \
	-fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections $(warn) \
	-DIOP_VERSION_TEXT='"$(VERSION)"' '-D__weak=__attribute__((weak))' -Iinclude -Ilib -Itool -I$(LIBFDT) $(NO_LTO) -MMD -MP

.PHONY: uboot
.PRECIOUS: $(B)/gen/list/% $(U)/%/choice $(U)/%/iommuplan.elf $(U)/%/iommuplan.bin
all: $(packed).c
uboot: $(U)/iommuplan.bin $(U)/iommuplan.uimg $(U)/on-board.cmd

$(U)/obj/%.o: %.c
	$(call say,CROSS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc $(UBOOT_FLAGS) -c -o $@ $<
$(U)/obj/%.o: %.S
	$(call say,CROSS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc -c -o $@ $<
$(packed).c: $(B)/gen-facts $(schemas) $(B)/gen/list/schemas
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(B)/gen-facts --packed schemas > $@.tmp && mv $@.tmp $@
# Once more where another choice is made.
$(U)/%/choice: again
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(choice_$*)' | cmp -s - $@ || echo '$(choice_$*)' >$@
$(U)/%/glue.o: tool/uboot/glue.c $(U)/%/choice $(B)/gen/list/VERSION
	$(Q)$(CROSS)gcc $(UBOOT_FLAGS) $(choice_$*) -c -o $@ $<
$(U)/%/facts_packed.o: $(packed).c $(U)/%/choice
	$(Q)$(CROSS)gcc $(UBOOT_FLAGS) $(choice_$*) -c -o $@ $<
uboot_variants := $(foreach v,own full least bare,$(uboot_chosen:%=$(U)/$(v)/%.o))
$(U)/obj/tool/uboot/job_annotate.o: $(B)/gen/list/VERSION
$(uboot_obj) $(uboot_variants): tool/uboot/build.mk | $(LIBFDT)/libfdt.a
$(cache)/libfdt/arm64/libfdt.a:
	$(Q)tests/fetch/uboot.sh libfdt

linked = $(filter-out $(call uboot_left,$(choice_$*)),$(filter %.o,$^))
# Linked twice: where pointers are to be relocated is known after the first.
link = $(CROSS)gcc $(filter -O% -f% -m%,$(UBOOT_FLAGS)) -static-pie -nostdlib \
	-Wl,--no-dynamic-linker -Wl,--gc-sections -Wl,--build-id=none -Wl,-z,norelro \
	-Wl,--no-warn-rwx-segments -T tool/uboot/app.lds
$(U)/%/iommuplan.elf: $(U)/%/glue.o $(U)/%/facts_packed.o $(uboot_obj) $(B)/gen/list/uboot_src \
		tool/uboot/app.lds tool/uboot/relocs.sh tool/uboot/parts
	$(call say,LD,$@)
	$(Q)$(link) -o $@.1 $(linked) $(LIBFDT)/libfdt.a
	$(Q)CROSS=$(CROSS) tool/uboot/relocs.sh $@.1 >$(@D)/relocs.S
	$(Q)$(CROSS)gcc -c -o $(@D)/relocs.o $(@D)/relocs.S
	$(Q)$(link) -o $@.2 $(linked) $(@D)/relocs.o $(LIBFDT)/libfdt.a
	$(Q)CROSS=$(CROSS) tool/uboot/relocs.sh $@.2 | cmp - $(@D)/relocs.S
	$(Q)mv $@.2 $@
$(U)/%/iommuplan.bin: $(U)/%/iommuplan.elf tool/uboot/sum.sh
	$(call say,BIN,$@)
	$(Q)$(CROSS)objcopy -O binary -R .rela.dyn -R .dynamic $< $@.tmp
	$(Q)tool/uboot/sum.sh add $@.tmp >$@
	$(Q)rm $@.tmp
$(U)/iommuplan.bin: $(U)/own/iommuplan.bin
	$(Q)cp $< $@
# It runs where it was loaded: the image's header takes 64 bytes, and after the
# padding the program is at a multiple of 4 KiB again.
$(U)/iommuplan.uimg: $(U)/iommuplan.bin
	$(call say,UIMAGE,$@)
	$(Q){ head -c $(if $(UBOOT_ADDR),0,4032) /dev/zero; cat $<; } >$@.tmp
	$(Q)mkimage -A arm64 -O u-boot -C none -n iommuplan $(if $(UBOOT_ADDR), \
		-T standalone -a $(UBOOT_ADDR) -e $(UBOOT_ADDR), \
		-T kernel_noload -a 0 -e 0xfc0) -d $@.tmp $@ >/dev/null
	$(Q)rm $@.tmp
$(U)/on-board.cmd: examples/u-boot/on-board.cmd tool/uboot/sum.sh $(U)/iommuplan.bin $(U)/iommuplan.uimg
	$(call say,SUMS,$@)
	$(Q){ tool/uboot/sum.sh script bin $(U)/iommuplan.bin && \
		tool/uboot/sum.sh script uimg $(U)/iommuplan.uimg && cat $<; } >$@.tmp
	$(Q)mv $@.tmp $@

# What make check wants of it, where libfdt could be had.
uboot_tested := $(if $(wildcard $(LIBFDT)/libfdt.a),$(U)/iommuplan.bin $(U)/loader \
	$(U)/full/iommuplan.bin $(U)/least/iommuplan.bin $(U)/bare/iommuplan.bin \
	$(if $(shell command -v mkimage),$(U)/iommuplan.uimg $(U)/on-board.cmd))

# Runs the image under user-mode emulation: tests/uboot/loader.c
$(U)/loader: tests/uboot/loader.c
	$(call say,CROSS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CROSS)gcc -std=c11 -D_DEFAULT_SOURCE -O2 $(warn) -static -o $@ $<
