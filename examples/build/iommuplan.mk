# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Rules for make. What is set before "include iommuplan.mk":
#
#	IOMMUPLAN        the program
#	IOMMUPLAN_FLAGS  -k 6.12 -p policy.yaml
#	IOMMUPLAN_OUT    where the artefacts go, iommu
#
# Then "image: iommu/board.iommu.dtb" plans board.dtb, or board.dts where there is
# one, and "check: iommu/board.lint" lints it. A file that comes out the same keeps
# its time, so what is made of it is not made anew; the stamp has the time of the run.
IOMMUPLAN ?= iommuplan
IOMMUPLAN_OUT ?= iommu

# rule's target, for the stamp instead of the file
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
