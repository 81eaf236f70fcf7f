/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The purpose of a master, by the name of its node without the unit address: the
 * generic names of the Devicetree Specification, and others that trees use for the
 * same kind of device.
 */
#ifndef IOP_ROLES_H
#define IOP_ROLES_H

#include "fdt/tree.h"

/* R(role, node names with a space after each) */
#define IOP_ROLES(R) \
	R("audio", "audio-controller sound i2s sai spdif hda q6asm ") \
	R("camera", "camera camss isp rkisp isi csi cif camif fimc ") \
	R("crypto", "crypto crypto-controller caam jr qce cryptocell ") \
	R("debug", "etr tmc etf ") \
	R("display", "display display-controller display-subsystem display-processor " \
		     "hdlcd vop dc dpu lcdif lcdc lcd-controller mdp mdss komeda prg dprc ") \
	R("dma", "dma dma-controller dma-apbh pdma ") \
	R("ethernet", "ethernet eth gmac fman enetc xgmac ") \
	R("gpu", "gpu mali ") \
	R("pci", "pci pcie pcie-ep ") \
	R("storage", "mmc sdhci sdio usdhc sata ahci nvme ufs ufshc nand-controller ") \
	R("usb", "usb usb2 usb3 usb-controller xhci ehci ohci dwc3 ") \
	R("video", "video-codec video-decoder video-encoder vpu vdec venc jpeg-codec " \
		   "jpegdec jpegenc rga iep mfc codec ") \
	R("wireless", "wifi bluetooth modem remoteproc ")

struct iop_role {
	const char *name;
	const char *nodes;	/* names, with a space after each */
};

/* iop_role_at - the @n-th role, or NULL after the last. */
const struct iop_role *iop_role_at(unsigned int n);

/* iop_role_has - does the node have one of the names? */
bool iop_role_has(const struct iop_role *r, const struct iop_tree *t,
		  uint32_t node);

#endif
