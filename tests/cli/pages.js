// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
// What a browser makes of a page, into the page: how long tables scroll, what its
// search finds and its heads sort, whether focus can be seen.
"use strict";
addEventListener("load", () => {
	const said = [];
	const say = (what, good) => said.push(`${what}: ${good ? "yes" : "NO"}`);
	const tall = [...document.querySelectorAll("table")]
		.sort((a, b) => b.offsetHeight - a.offsetHeight)[0];
	const rows = [...tall.tBodies[0].rows];
	rows[rows.length >> 1].scrollIntoView({ block: "center", behavior: "instant" });
	const head = tall.tHead.rows[0].cells[0].getBoundingClientRect();
	const box = tall.parentNode.getBoundingClientRect();
	say("the table is taller than the window", tall.offsetHeight > innerHeight);
	say("its head is in view", head.top >= 0 && head.bottom <= innerHeight &&
		Math.abs(head.top - Math.max(0, box.top)) < 2);
	say("the page does not scroll sideways",
		document.documentElement.scrollWidth <= innerWidth);

	const named = [...document.querySelectorAll("a,button,input,summary,[tabindex]")];
	say("all that takes focus has a name", named.every(e =>
		(e.getAttribute("aria-label") || e.textContent).trim()));
	say("and shows that it has it", named.slice(0, 200).every(e => {
		e.focus();
		return !e.checkVisibility() || parseFloat(getComputedStyle(e).outlineWidth) >= 2;
	}));
	let level = 0;
	say("headings are in order", [...document.querySelectorAll("h1,h2,h3,h4")].every(h => {
		const before = level;
		level = +h.tagName[1];
		return level <= before + 1;
	}));
	say("tables have captions and heads", [...document.querySelectorAll("table")].every(t =>
		t.caption.textContent && [...t.tHead.rows[0].cells].every(c => c.scope === "col")));
	const lead = document.querySelector(".lead");
	if (lead) {
		const there = getComputedStyle(lead).display !== "none";
		say("what becomes of a master is beside its name where columns do not fit",
			innerWidth > 640 ? !there : there && lead.getBoundingClientRect().right < innerWidth);
	}

	const input = document.querySelector("input[type=search]");
	const word = rows[rows.length - 1].cells[0].textContent.trim().split(/\s/)[0];
	input.value = word;
	input.dispatchEvent(new Event("input"));
	const left = [...document.querySelectorAll("tbody tr")].filter(r => r.checkVisibility());
	say("search finds a row", left.length && left.some(r => r.textContent.includes(word)));
	input.value = "";
	input.dispatchEvent(new Event("input"));
	const button = tall.tHead.querySelector("button");
	const order = () => [...tall.tBodies[0].rows].map(r => r.cells[0].textContent).join("\n");
	button.click();
	const up = order();
	button.click();
	say("heads sort, both ways", order() !== up &&
		button.parentNode.getAttribute("aria-sort") === "descending");
	const pre = document.createElement("pre");
	pre.textContent = `@begin\n${said.join("\n")}\n@end`;
	document.body.prepend(pre);
});
