package viz

// This file has the colours. They differ in lightness as well as in hue (after Okabe and Ito), every one of them
// has a contrast of at least 4.5 to its background as text, and states have patterns besides.
//
// Each rule has a fixed colour first, for programs that know no variables. The theme of JupyterLab or
// VS Code wins over the setting of the system.

const (
	light = `--bg:#fff;--ink:#1f2328;--dim:#59636e;--line:#cfd7df;--soft:#f1f4f7;--run:#0866b4;--on:#fff;--rdy:#9a5b00;--rdy2:#ffe2ad;--ok:#08734f;--ok2:#d5f2e5;--bad:#b3261e;--bad2:#ffdcd8;--new:#6e3fb3;--new2:#ebe0fa;--run2:#d9ebfb`
	dark  = `--bg:#11161d;--ink:#e8edf2;--dim:#a3adb8;--line:#3b4550;--soft:#1d2530;--run:#5cb3ff;--on:#08131f;--rdy:#f2b04a;--rdy2:#4d3710;--ok:#4cc79a;--ok2:#123a2c;--bad:#ff857a;--bad2:#55201c;--new:#c5a1ff;--new2:#382a55;--run2:#143553`

	style = `.glv{` + light + `;font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}` +
		`@media(prefers-color-scheme:dark){.glv{` + dark + `}}` +
		`[data-jp-theme-light="true"] .glv,.vscode-light .glv{` + light + `}` +
		`[data-jp-theme-light="false"] .glv,.vscode-dark .glv{` + dark + `}` +
		// paper and text
		`.glv .bg{fill:#fff;fill:var(--bg)}.glv text{fill:#1f2328;fill:var(--ink)}` +
		`.glv .h{font-size:15px;font-weight:600}.glv .s{font-size:11.5px}.glv .k{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}` +
		`.glv .b{font-weight:600}.glv .m{text-anchor:middle}.glv .e{text-anchor:end}` +
		`.glv text.dim{fill:#59636e;fill:var(--dim)}.glv text.on{fill:#fff;fill:var(--on)}.glv text.tr{fill:#0866b4;fill:var(--run)}.glv text.to{fill:#08734f;fill:var(--ok)}.glv text.tb{fill:#b3261e;fill:var(--bad)}.glv text.tw{fill:#9a5b00;fill:var(--rdy)}.glv text.tn{fill:#6e3fb3;fill:var(--new)}` +
		// lines
		`.glv .l{fill:none;stroke:#cfd7df;stroke:var(--line)}.glv .ln{fill:none;stroke:#59636e;stroke:var(--dim);stroke-width:1.4}` +
		`.glv .lr{fill:none;stroke:#0866b4;stroke:var(--run);stroke-width:1.8}.glv .lo{fill:none;stroke:#08734f;stroke:var(--ok);stroke-width:1.8}.glv .lb{fill:none;stroke:#b3261e;stroke:var(--bad);stroke-width:1.8}.glv .lw{fill:none;stroke:#9a5b00;stroke:var(--rdy);stroke-width:1.8}.glv .lp{fill:none;stroke:#6e3fb3;stroke:var(--new);stroke-width:1.8}` +
		`.glv .da{stroke-dasharray:5 4}.glv .do{stroke-dasharray:1.5 3;stroke-linecap:round}` +
		// areas
		`.glv .fs{fill:#f1f4f7;fill:var(--soft);stroke:#cfd7df;stroke:var(--line)}.glv .bd{fill:#f1f4f7;fill:var(--soft)}.glv .fn{fill:#59636e;fill:var(--dim)}` +
		`.glv .fr{fill:#0866b4;fill:var(--run)}.glv .fo{fill:#08734f;fill:var(--ok)}.glv .fb{fill:#b3261e;fill:var(--bad)}.glv .fw{fill:#9a5b00;fill:var(--rdy)}.glv .fp{fill:#6e3fb3;fill:var(--new)}` +
		`.glv .r2{fill:#d9ebfb;fill:var(--run2);stroke:#0866b4;stroke:var(--run)}.glv .o2{fill:#d5f2e5;fill:var(--ok2);stroke:#08734f;stroke:var(--ok)}.glv .b2{fill:#ffdcd8;fill:var(--bad2);stroke:#b3261e;stroke:var(--bad)}.glv .w2{fill:#ffe2ad;fill:var(--rdy2);stroke:#9a5b00;stroke:var(--rdy)}.glv .p2{fill:#ebe0fa;fill:var(--new2);stroke:#6e3fb3;stroke:var(--new)}`
)

// patterns are those of states: h hatched, d dotted, x crossed.
const patterns = `<defs>` +
	`<pattern id="` + idMark + `-hatch" width="7" height="7" patternUnits="userSpaceOnUse"><path class="l" d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6"/></pattern>` +
	`<pattern id="` + idMark + `-dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="fw" cx="1.5" cy="1.5" r="1"/><circle class="fw" cx="4.5" cy="4.5" r="1"/></pattern>` +
	`<pattern id="` + idMark + `-cross" width="8" height="8" patternUnits="userSpaceOnUse"><path class="lb" style="stroke-width:1" d="M0 0L8 8M8 0L0 8"/></pattern>` +
	"</defs>\n"

// fills of pattern, for the attribute.
const (
	hatched = "url(#" + idMark + "-hatch)"
	dotted  = "url(#" + idMark + "-dots)"
	crossed = "url(#" + idMark + "-cross)"
)
