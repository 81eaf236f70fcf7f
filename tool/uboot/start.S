/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One file, two ways in. Its first byte is where "go" and "bootm" enter, with
 * argc and argv as C has them; the same bytes are the header of a PE image,
 * which "bootefi" and other firmware enter with a handle and a table. The code
 * runs wherever it was put, at a multiple of 4 KiB, as adrp wants it.
 */
#define MISPLACED	0x70	/* what "go" gets from a copy put elsewhere */
#define DAMAGED		0x71	/* and from one that is cut off or changed */
#define EFI_LOAD_ERROR	0x8000000000000001
#define POLYNOMIAL	0xedb88320	/* CRC32, as gzip has it: sum.sh */

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
	mov	x15, #DAMAGED
	b	begin
1:	mov	x0, #MISPLACED
	ret

	.global efi_start
efi_start:
	adr	x9, image_base
	adr	x10, efi_main
	ldr	x15, =EFI_LOAD_ERROR

/*
 * The sum of all behind the header, which who signs it may change, up to the
 * sum itself: where a part has not arrived, nothing is done, and x15 returned.
 * Nothing but this much of the code has been looked at before.
 */
begin:
	add	x11, x9, #0x200
	adrp	x12, image_sum
	add	x12, x12, :lo12:image_sum
	mov	w13, #-1
	ldr	w14, =POLYNOMIAL
1:	ldrb	w16, [x11], #1
	eor	w13, w13, w16
	mov	w16, #8
2:	sbfx	w17, w13, #0, #1	/* all ones where the last bit is set */
	and	w17, w17, w14
	eor	w13, w17, w13, lsr #1
	subs	w16, w16, #1
	b.ne	2b
	cmp	x11, x12
	b.lo	1b
	ldr	w16, [x12]
	mvn	w13, w13
	cmp	w13, w16
	b.eq	3f
	mov	x0, x15
	ret

/*
 * Relocate, clear what is not in the file, call x10 with x0 and x1, and take
 * the relocation back: whoever enters it twice, or moves it in between, finds
 * the file as it was.
 */
3:	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	mov	x15, x9
	bl	relocate
	adrp	x11, _bss_start
	add	x11, x11, :lo12:_bss_start
	adrp	x12, _bss_end
	add	x12, x12, :lo12:_bss_end
4:	cmp	x11, x12
	b.hs	5f
	str	xzr, [x11], #8
	b	4b
5:	blr	x10
	adr	x9, image_base
	neg	x15, x9
	bl	relocate
	ldp	x29, x30, [sp], #16
	ret

/* Adds x15 to all pointers of the image at x9. */
relocate:
	adrp	x11, _relocs_start
	add	x11, x11, :lo12:_relocs_start
	adrp	x12, _relocs_end
	add	x12, x12, :lo12:_relocs_end
1:	cmp	x11, x12
	b.hs	2f
	ldrh	w14, [x11], #2		/* words from the last pointer to this */
	add	x9, x9, x14, lsl #3
	ldr	x16, [x9]
	add	x16, x16, x15
	str	x16, [x9]
	b	1b
2:	ret
	.ltorg

	.section .note.GNU-stack, "", %progbits
