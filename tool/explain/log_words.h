/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Words of kernel logs that people look up, as one writes them with dashes.
 * "iommuplan explain -b FILE --log LOG" reads the lines themselves.
 */
#ifndef EXPLAIN_LOG_WORDS_H
#define EXPLAIN_LOG_WORDS_H

/* W(word, what it means) */
#define LOG_WORDS(W) \
	W("unhandled-context-fault", "arm-smmu: the domain of the stream in cbfrsynra does not map iova, or does not permit this access. --log names the master") \
	W("blocked-unknown-stream-id", "arm-smmu: no master of the tree has this stream ID, or its master has no group: the access was blocked (arm_smmu_global_fault)") \
	W("unexpected-global-fault", "arm-smmu: an error outside of every context bank; gfsr shows which kind, gfsynr1 has the stream ID") \
	W("fsr", "arm-smmu's status of a context fault: bit 1 not mapped, 2 access flag, 3 permission, 4 external abort, 31 several") \
	W("gfsr", "arm-smmu's status of a global fault: bit 1 is a stream that no entry matches") \
	W("fsynr", "arm-smmu, of a context fault: bit 4 is set for a write") \
	W("fsynr0", "arm-smmu, of a context fault: bit 4 is set for a write") \
	W("cbfrsynra", "arm-smmu, of a context fault: bits 15 to 0 are the stream ID") \
	W("gfsynr1", "arm-smmu, of a global fault: bits 15 to 0 are the stream ID") \
	W("iova", "the address that the device used, before translation") \
	W("sid", "stream ID: the ID by which an IOMMU recognises a master. explain -b FILE 0x... shows which master has it") \
	W("f-uut", "arm-smmu-v3, event 0x01: a transaction of a kind that the SMMU does not support") \
	W("c-bad-streamid", "arm-smmu-v3, event 0x02: the stream ID is outside of the stream table, or in a part of it that no master uses") \
	W("f-ste-fetch", "arm-smmu-v3, event 0x03: the stream table could not be read") \
	W("c-bad-ste", "arm-smmu-v3, event 0x04: the stream's entry is not valid or not supported; that of an unclaimed stream is valid, and aborts without an event") \
	W("f-stream-disabled", "arm-smmu-v3, event 0x06: the stream's entry does not accept transactions without a substream ID, or with substream ID 0 (S1DSS)") \
	W("c-bad-cd", "arm-smmu-v3, event 0x0a: the context descriptor is not valid") \
	W("f-translation", "arm-smmu-v3, event 0x10: the stream's domain does not map the address") \
	W("f-addr-size", "arm-smmu-v3, event 0x11: the address is larger than the tables or the output can express") \
	W("f-access", "arm-smmu-v3, event 0x12: the page's access flag is not set") \
	W("f-permission", "arm-smmu-v3, event 0x13: the address is mapped, but this access is not permitted") \
	W("gerror", "arm-smmu-v3's global error register: a command failed, a queue access or MSI write was aborted, or the SMMU entered service failure mode; it is not about a master's DMA") \
	W("eprobe-defer", "error -517: a supplier is not available yet; the probe is retried later") \
	W("deferred-probe-pending", "the device still waits for a supplier. If that is an IOMMU that never probes, plan shows the IOMMU as deferred, and the states of the IOMMU's suppliers show why") \
	W("devices-deferred", "/sys/kernel/debug/devices_deferred: the devices whose probe is deferred, each with the reason. verify reads it") \
	W("deferred-probe-timeout", "boot argument: for how many seconds a master waits for its IOMMU's driver; after that it probes without an IOMMU") \
	W("fw-devlink", "boot argument: whether the kernel defers the probe of a device until the suppliers that its node refers to are available (drivers/of/property.c)")

#endif
