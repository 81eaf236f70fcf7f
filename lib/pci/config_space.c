// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Configuration space: the header, and the two capabilities that matter. */
#include "pci/pci.h"

#define HEADER_SIZE 64u
#define PLAIN_SIZE 256u		/* of conventional configuration space */
#define CAP_EXPRESS 0x10u
#define EXT_CAP_ACS 0x0du
#define STATUS_CAP_LIST 0x10u

struct space {
	const uint8_t *bytes;
	size_t size;
};

static uint32_t word(const struct space *s, uint32_t at)
{
	return at + 2 > s->size ? 0 : s->bytes[at] | (uint32_t)s->bytes[at + 1] << 8;
}

static uint32_t dword(const struct space *s, uint32_t at)
{
	return word(s, at) | word(s, at + 2) << 16;
}

const char *iop_pci_error_text(enum iop_pci_error e)
{
	static const char *const texts[IOP_PCI_ERROR_COUNT] = {
#define TEXT(id, text) [IOP_PCI_E_##id] = (text),
		IOP_PCI_ERRORS(TEXT)
#undef TEXT
	};

	return texts[e];
}

/* Offset of the PCI Express capability, 0 for none. */
static enum iop_pci_error find_express(const struct space *s, uint32_t *found)
{
	uint32_t at = s->bytes[0x34] & 0xfcu, left = (PLAIN_SIZE - HEADER_SIZE) / 4;

	*found = 0;
	if (!(word(s, 0x06) & STATUS_CAP_LIST))
		return IOP_PCI_E_OK;
	if (s->size < PLAIN_SIZE)
		return IOP_PCI_E_NO_CAPABILITIES;
	for (; at >= HEADER_SIZE && word(s, at) != 0xffff; at = word(s, at) >> 8 & 0xfcu) {
		if (!left--)
			return IOP_PCI_E_LOOP;
		if ((word(s, at) & 0xff) == CAP_EXPRESS) {
			*found = at;
			break;
		}
	}
	return IOP_PCI_E_OK;
}

static enum iop_pci_error find_acs(const struct space *s, uint32_t *found)
{
	uint32_t at = PLAIN_SIZE, left = (4096 - PLAIN_SIZE) / 8, head;

	*found = 0;
	while (at >= PLAIN_SIZE && at + 4 <= s->size) {
		head = dword(s, at);
		if (!left--)
			return IOP_PCI_E_LOOP;
		if (head == 0 || head == UINT32_MAX)
			break;
		if ((head & 0xffff) == EXT_CAP_ACS) {
			*found = at;
			break;
		}
		at = head >> 20 & 0xffcu;
	}
	return IOP_PCI_E_OK;
}

static enum iop_pci_error header(struct iop_pci_function *f, const struct space *s)
{
	uint8_t kind = s->bytes[0x0e];

	f->vendor = (uint16_t)word(s, 0x00);
	f->device = (uint16_t)word(s, 0x02);
	f->class = (uint16_t)word(s, 0x0a);
	/* pci_scan_slot() knows function 1 and up by where they are; virtual
	 * functions, whose vendor reads as ones, are not scanned for. */
	f->multifunction = kind >> 7 || (f->vendor != 0xffff && (f->rid & 7));
	f->bridge = (kind & 0x7f) == 1 || (kind & 0x7f) == 2;
	if ((kind & 0x7f) > 2)
		return IOP_PCI_E_HEADER;
	if (f->bridge) {
		f->secondary = s->bytes[0x19];
		f->subordinate = s->bytes[0x1a];
	} else {
		f->sub_vendor = (uint16_t)word(s, 0x2c);
		f->sub_device = (uint16_t)word(s, 0x2e);
	}
	return IOP_PCI_E_OK;
}

enum iop_pci_error iop_pci_read(struct iop_pci_function *f, const uint8_t *bytes,
				size_t size)
{
	struct space s = { bytes, size };
	uint32_t express = 0, acs = 0;
	enum iop_pci_error e = size < HEADER_SIZE ? IOP_PCI_E_SHORT : header(f, &s);

	f->type = IOP_PCI_CONVENTIONAL;
	if (!e)
		e = find_express(&s, &express);
	if (!e && express) {
		f->type = (uint8_t)(word(&s, express + 2) >> 4 & 0xf);
		f->cut = size <= PLAIN_SIZE;
		e = find_acs(&s, &acs);
	}
	if (!e && acs) {
		f->acs = true;
		f->acs_cap = (uint16_t)word(&s, acs + 4);
		f->acs_ctrl = (uint16_t)word(&s, acs + IOP_ACS_CONTROL);
		f->acs_ctrl_far = (uint16_t)word(&s, acs + IOP_ACS_CONTROL_FAR);
	}
	return e;
}
