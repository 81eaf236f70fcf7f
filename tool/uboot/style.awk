# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The house's C as U-Boot's checkpatch wants it: for tool/uboot/install.sh.

# column(text): where it ends on a screen
function column(text, i, at)
{
	at = 0
	for (i = 1; i <= length(text); i++)
		at = substr(text, i, 1) == "\t" ? at + 8 - at % 8 : at + 1
	return at
}

# A blank within a string, the last before column 96 and 0 if there is none
function place(text, i, c, quoted, found)
{
	found = quoted = 0
	for (i = 1; i <= length(text) && column(substr(text, 1, i)) < 96; i++) {
		c = substr(text, i, 1)
		if (c == "\\")
			i++
		else if (c == "\"")
			quoted = !quoted
		else if (c == " " && quoted)
			found = i
	}
	return found
}

# Sentences in rows of macros
function broken(text, at)
{
	while (column(text) > 100 && (at = place(text))) {
		print substr(text, 1, at) "\" \\"
		text = "\t  \"" substr(text, at + 1)
	}
	print text
}

# A row's macro names no columns behind the last it takes.
function columns(text, head, args, body, names, n, kept)
{
	if (!match(text, /^#define [A-Za-z_]+\([a-z, ]+\) /))
		return text
	head = substr(text, 1, RLENGTH)
	body = substr(text, RLENGTH + 1)
	if (body ~ /\\$/)
		return text
	args = head
	sub(/^[^(]*\(/, "", args)
	sub(/\) $/, "", args)
	n = split(args, names, ", ")
	for (kept = n; kept; kept--)
		if ((" " body " ") ~ ("[^A-Za-z_]" names[kept] "[^A-Za-z_]"))
			break
	if (kept == n)
		return text
	sub(/\(.*/, "(", head)
	for (n = 1; n <= kept; n++)
		head = head names[n] ", "
	return head "...) " body
}

NR == 1 && FILENAME ~ /[.]c$/ { sub(/^\/\* SPDX/, "// SPDX"); sub(/ \*\/$/, "") }
# U-Boot's types come from no standard header.
!started && /^#include/ && FILENAME ~ /[.]c$/ { print "#include \"types.h\"\n"; started = 1 }
# Nothing is for C++.
/^#ifdef __cplusplus/ { other = 1; next }
other && /^#else/ { other = 0; kept = 1; next }
(other || kept) && /^#endif/ { other = kept = 0; next }
other { next }
# Comments of several lines end on one of their own.
/\*\/[ \t]*$/ && !/\/\*/ && !/^[ \t]*\*\/[ \t]*$/ {
	match($0, /^[ \t]*/)
	end = substr($0, 1, RLENGTH) "*/"
	sub(/[ \t]*\*\/[ \t]*$/, "")
	print
	print end
	next
}
{
	if (inside || /^#define/)
		broken(columns($0))
	else
		print
	inside = (inside || /^#define/) && /\\$/
}
