# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
include $(sort $(wildcard $(BR2_EXTERNAL_IOMMUPLAN_PATH)/package/*/*.mk))
