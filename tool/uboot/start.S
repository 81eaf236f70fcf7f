/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One file, two ways in. Its first byte is where "go" and "bootm" enter, with
 * argc and argv as C has them; the same bytes are the header of a PE image,
 * which "bootefi" and other firmware enter with a handle and a table. The code
 * runs wherever it was put, at a multiple of 4 KiB, as adrp wants it.
 */
#define MISPLACED	0x70	/* what "go" gets from a copy put elsewhere */

	.section .head, "ax"
	.global image_base
image_base:
	add	x13, x18, #0x16		/* harmless, and spells "MZ" */
	b	go_start
	.fill	52, 1, 0
	.long	pe_header - image_base

pe_header:
	.ascii	"PE\0\0"
	.short	0xaa64			/* arm64 */
	.short	1			/* sections */
	.long	0, 0, 0
	.short	sections - optional
	.short	0x206			/* executable, no line numbers, no symbols */
optional:
	.short	0x20b			/* PE32+ */
	.byte	0, 0
	.long	_code_size
	.long	0, 0
	.long	efi_start - image_base
	.long	_code_start
	.quad	0			/* base */
	.long	0x1000, 0x200		/* alignment in memory, in the file */
	.short	0, 0, 0, 0, 0, 0	/* versions */
	.long	0
	.long	_image_size
	.long	_code_start		/* size of the headers */
	.long	0			/* checksum */
	.short	10			/* an EFI application */
	.short	0
	.quad	0, 0, 0, 0		/* stack, heap */
	.long	0
	.long	6			/* directories, all empty */
	.quad	0, 0, 0, 0, 0, 0
sections:
	.ascii	".text\0\0\0"
	.long	_memory_size, _code_start
	.long	_code_size, _code_start
	.long	0, 0
	.short	0, 0
	.long	0xe0000020		/* code, read, write, execute */

	.section .text.start, "ax"
go_start:
	adr	x9, image_base
	tst	x9, #0xfff
	b.ne	1f
	adr	x10, go_main
	b	begin
1:	mov	x0, #MISPLACED
	ret

	.global efi_start
efi_start:
	adr	x10, efi_main

/*
 * Relocate, clear what is not in the file, and call x10 with x0 and x1. Where
 * it was put last time is remembered: whoever enters it twice, or moves it in
 * between, gets the same.
 */
begin:
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	adr	x9, image_base
	adrp	x11, image_moved
	add	x11, x11, :lo12:image_moved
	ldr	x12, [x11]
	str	x9, [x11]
	subs	x15, x9, x12		/* how far this time */
	b.eq	3f
	adrp	x11, _relocs_start
	add	x11, x11, :lo12:_relocs_start
	adrp	x12, _relocs_end
	add	x12, x12, :lo12:_relocs_end
2:	cmp	x11, x12
	b.hs	3f
	ldrh	w14, [x11], #2		/* words from the last pointer to this */
	add	x9, x9, x14, lsl #3
	ldr	x16, [x9]
	add	x16, x16, x15
	str	x16, [x9]
	b	2b
3:	adrp	x11, _bss_start
	add	x11, x11, :lo12:_bss_start
	adrp	x12, _bss_end
	add	x12, x12, :lo12:_bss_end
4:	cmp	x11, x12
	b.hs	5f
	str	xzr, [x11], #8
	b	4b
5:	blr	x10
	ldp	x29, x30, [sp], #16
	ret

	.section .data.image_moved, "aw"
	.balign	8
image_moved:
	.quad	0

	.section .note.GNU-stack, "", %progbits
