/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Where "go" and "bootm" enter, with argc and argv as C has them. The code
 * runs wherever it was put, at a multiple of 4 KiB, as adrp wants it.
 */
#define MISPLACED	0x70	/* what "go" gets from a copy put elsewhere */
#define R_RELATIVE	1027

	.section .head, "ax"
	.global image_base
image_base:
	adr	x9, image_base
	tst	x9, #0xfff
	b.ne	1f
	adr	x10, go_main
	b	begin
1:	mov	x0, #MISPLACED
	ret

/* Relocate, clear what is not in the file, and call x10 with x0 and x1. */
begin:
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	adr	x9, image_base
	adrp	x11, _rela_start
	add	x11, x11, :lo12:_rela_start
	adrp	x12, _rela_end
	add	x12, x12, :lo12:_rela_end
2:	cmp	x11, x12
	b.hs	3f
	ldp	x13, x14, [x11], #16	/* where, type */
	ldr	x15, [x11], #8		/* addend */
	cmp	x14, #R_RELATIVE
	b.ne	2b
	add	x15, x15, x9
	str	x15, [x9, x13]
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

	.section .note.GNU-stack, "", %progbits
