# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Rules for make. Variables to set before "include iommuplan.mk":
#
#	IOMMUPLAN        the program
#	IOMMUPLAN_FLAGS  -k 6.12 -p policy.yaml
#	IOMMUPLAN_OUT    the output directory, by default iommu
#
# Then "image: iommu/board.iommu.dtb" plans board.dtb, or board.dts if there is
# one, and "check: iommu/board.lint" lints it. A file whose contents would not change
# keeps its time, so that nothing that depends on it is rebuilt; the stamp has the
# time of the run.
IOMMUPLAN ?= iommuplan
IOMMUPLAN_OUT ?= iommu

# Make the stamp, instead of the file, the target in the dependency file.
iommuplan_rule = sed -i '1s|^[^:]*:|$@:|' $@.d

.SECONDARY:
$(IOMMUPLAN_OUT)/.%.plan: %.dts
	@mkdir -p $(@D)
	$(IOMMUPLAN) build -q $(IOMMUPLAN_FLAGS) --if-changed --depfile $@.d -o $(IOMMUPLAN_OUT) $<
	@$(iommuplan_rule) && touch $@
$(IOMMUPLAN_OUT)/.%.plan: %.dtb
	@mkdir -p $(@D)
	$(IOMMUPLAN) build -q $(IOMMUPLAN_FLAGS) --if-changed --depfile $@.d -o $(IOMMUPLAN_OUT) $<
	@$(iommuplan_rule) && touch $@
$(addprefix $(IOMMUPLAN_OUT)/%,.iommu.dtb .iommu.dtbo .cmdline .plan.json): $(IOMMUPLAN_OUT)/.%.plan ;

$(IOMMUPLAN_OUT)/%.lint: %.dts
	@mkdir -p $(@D)
	$(IOMMUPLAN) lint -q $(IOMMUPLAN_FLAGS) --depfile $@.d -o $@ $< || { cat $@; rm -f $@; exit 1; }
$(IOMMUPLAN_OUT)/%.lint: %.dtb
	@mkdir -p $(@D)
	$(IOMMUPLAN) lint -q $(IOMMUPLAN_FLAGS) --depfile $@.d -o $@ $< || { cat $@; rm -f $@; exit 1; }

-include $(wildcard $(IOMMUPLAN_OUT)/.*.plan.d $(IOMMUPLAN_OUT)/*.lint.d)
