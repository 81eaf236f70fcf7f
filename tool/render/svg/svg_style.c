// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * How it looks. An effect has a colour, a kind of line and a mark of its own:
 * any of the three tells it. Colours are on their elements and not in custom
 * properties, which renderers that are no browsers do not know.
 */
#include "render/svg/svg.h"

const char *svg_class(uint8_t effect)
{
	static const char *const names[] = {
		[IOP_EFFECT_NONE] = "none",
		[IOP_EFFECT_TRANSLATED] = "translated",
		[IOP_EFFECT_IDENTITY] = "identity",
		[IOP_EFFECT_BLOCKED] = "blocked",
		[IOP_EFFECT_FOREIGN] = "foreign",
		[IOP_EFFECT_OPEN] = "open",
		[IOP_EFFECT_FIRMWARE] = "firmware",
		[IOP_EFFECT_UNKNOWN] = "unknown",
	};

	return names[effect];
}

static const char shapes[] =
	".iop{font:13px system-ui,\"Segoe UI\",Roboto,\"Noto Sans\",\"DejaVu Sans\",sans-serif;"
	"max-width:100%;height:auto}\n"
	".iop .m{font:12px ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,monospace}\n"
	".iop .b{font-weight:700}\n"
	".iop .h{font-size:20px;font-weight:700}\n"
	".iop .c{text-anchor:middle}\n"
	".iop .paper,.iop .box,.iop .idle,.iop .pill{stroke-width:1}\n"
	".iop .idle{stroke-dasharray:4 3}\n"
	".iop .wire{fill:none;stroke:currentColor;stroke-width:1.6}\n"
	".iop .thin.wire{stroke-width:.8}\n"
	".iop .identity.wire{stroke-dasharray:9 3}\n"
	".iop .blocked.wire{stroke-width:3}\n"
	".iop .foreign.wire{stroke-dasharray:9 3 2 3}\n"
	".iop .open.wire{stroke-dasharray:2 3}\n"
	".iop .firmware.wire{stroke-dasharray:5 3}\n"
	".iop .unknown.wire,.iop .none.wire{stroke-dasharray:1 5;stroke-linecap:round}\n"
	/* Too narrow for all columns: text keeps its size, the mark is beside the name too. */
	".iop .lead{display:none}\n"
	"@media screen and (max-width:640px){.iop{max-width:none}.iop .lead{display:inline}}\n";

static const char light[] =
	".iop text{fill:#1b1f24}\n"
	".iop .f{fill:#57606a}\n"
	".iop .paper{fill:#fff;stroke:none}\n"
	".iop .box{fill:#f3f5f8;stroke:#6e7781}\n"
	".iop .idle{fill:#fff;stroke:#6e7781}\n"
	".iop .pill{fill:#fff;stroke:#6e7781}\n"
	".iop-hatch{stroke:#f7cfcf}\n"
	".iop .link,.iop .thin{color:#8c959f}\n"
	".iop .bad{color:#b3151f}.iop text.bad{fill:#b3151f}\n"
	".iop .translated{color:#1a7f37}.iop .identity{color:#0550ae}.iop .blocked{color:#b3151f}\n"
	".iop .foreign{color:#8250df}.iop .open{color:#b35900}.iop .firmware{color:#7d4e00}\n"
	".iop .unknown,.iop .none{color:#57606a}\n"
	".iop-on{stroke:#fff;fill:#fff}\n";

static const char dark[] =
	"@media screen and (prefers-color-scheme:dark){\n"
	".iop text{fill:#e6edf3}\n"
	".iop .f{fill:#9da7b3}\n"
	".iop .paper{fill:#0d1117}\n"
	".iop .box{fill:#1c2330;stroke:#8b949e}\n"
	".iop .idle,.iop .pill{fill:#0d1117;stroke:#8b949e}\n"
	".iop-hatch{stroke:#4d2126}\n"
	".iop .link,.iop .thin{color:#6e7681}\n"
	".iop .bad{color:#ff7b72}.iop text.bad{fill:#ff7b72}\n"
	".iop .translated{color:#3fb950}.iop .identity{color:#79b8ff}.iop .blocked{color:#ff7b72}\n"
	".iop .foreign{color:#d2a8ff}.iop .open{color:#ffa657}.iop .firmware{color:#e3b341}\n"
	".iop .unknown,.iop .none{color:#9da7b3}\n"
	".iop-on{stroke:#0d1117;fill:#0d1117}\n"
	"}\n";

/* Twelve units wide, around 0 0. */
static const char marks[] =
	"<defs>\n"
	"<g id=\"iop-translated\"><circle r=\"5.5\" fill=\"currentColor\"/>"
	"<path class=\"iop-on\" style=\"fill:none\" stroke-width=\"1.7\" d=\"M-2.8 .2L-.8 2.4L3-2\"/></g>\n"
	"<g id=\"iop-identity\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\">"
	"<circle r=\"5\"/><path d=\"M-2.6-1.5H2.6M-2.6 1.5H2.6\"/></g>\n"
	"<g id=\"iop-blocked\"><path fill=\"currentColor\" d=\"M-6-6H6V6H-6Z\"/>"
	"<path class=\"iop-on\" stroke-width=\"2\" d=\"M-3-3L3 3M3-3L-3 3\"/></g>\n"
	"<g id=\"iop-foreign\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\">"
	"<path d=\"M0-6L6 0L0 6L-6 0Z\"/><circle r=\"1.4\" fill=\"currentColor\"/></g>\n"
	"<g id=\"iop-open\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\">"
	"<circle r=\"5\" stroke-dasharray=\"11.7 4\" stroke-dashoffset=\"-2\"/>"
	"<path d=\"M-1.5 0H7M4-3L7 0L4 3\"/></g>\n"
	"<g id=\"iop-firmware\"><path fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\" d=\"M-5-5H5V5H-5Z\"/>"
	"<path fill=\"currentColor\" d=\"M-5 0H5V5H-5Z\"/></g>\n"
	"<g id=\"iop-unknown\"><circle r=\"5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\" stroke-dasharray=\"2 1.9\"/>"
	"<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\" d=\"M-1.6-1.4C-1.6-3.4 1.7-3.4 1.7-1.2C1.7.2 0 0 0 1.4M0 2.4V3.6\"/></g>\n"
	"<g id=\"iop-none\"><path stroke=\"currentColor\" stroke-width=\"1.7\" d=\"M-4 0H4\"/></g>\n"
	"<g id=\"iop-warning\"><path fill=\"currentColor\" d=\"M0-7L7 6H-7Z\"/>"
	"<path class=\"iop-on\" stroke-width=\"1.8\" d=\"M0-2.6V2M0 3.4V4.8\"/></g>\n"
	"<pattern id=\"iop-hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
	"<path class=\"iop-hatch\" stroke-width=\"5\" d=\"M2 0V8\"/></pattern>\n"
	"</defs>\n";

void svg_style(struct out *o)
{
	out_str(o, "<style>\n");
	out_str(o, shapes);
	out_str(o, light);
	out_str(o, dark);
	out_str(o, "</style>\n");
}

void svg_marks(struct out *o)
{
	out_str(o, marks);
}
