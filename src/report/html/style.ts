/**
 * The page's only style sheet: readable on a phone, in the dark and on paper. Charts keep the colours of paper in their
 * own attributes; here each role is given its dark colour, so one drawing serves both schemes.
 */
import { INK } from '../charts/theme.ts';

const rolesAs = (scheme: 0 | 1): string =>
  Object.entries(INK)
    .map(([role, colours]) => `--${role}:${colours[scheme]}`)
    .join(';');

const recolour = Object.entries(INK)
  .map(
    ([role, [light]]) =>
      `.marks [fill="${light}"]{fill:var(--${role})}.marks [stroke="${light}"]{stroke:var(--${role})}`,
  )
  .join('\n');

export const STYLE = `
:root{color-scheme:light dark;${rolesAs(0)};--page:#f6f7f9}
@media (prefers-color-scheme:dark){:root{${rolesAs(1)};--page:#0d1014}}
${recolour}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1300px;padding:28px 20px 64px;background:var(--page);color:var(--text);
  font:15px/1.55 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 4px}
h2{font-size:1.2rem;line-height:1.3;margin:36px 0 8px}
h3{font-size:1rem;margin:22px 0 6px}
p,ul,dl{max-width:78ch}
p{margin:6px 0}
.question{color:var(--muted);font-size:1.05rem;margin:0 0 16px}
.verdict{font-size:1.2rem;line-height:1.45;font-weight:600;max-width:70ch;margin:0 0 20px;padding:12px 16px;
  background:var(--paper);border-left:5px solid var(--blue);border-radius:4px}
.note,figcaption,small{color:var(--muted);font-size:.86rem}
figure{margin:14px 0 26px}
figcaption{margin:0 0 6px;max-width:90ch}
figcaption b{display:block;color:var(--text);font-size:1rem}
.box{overflow-x:auto;width:fit-content;max-width:100%;background:linear-gradient(90deg,#0000,var(--paper) 60%) right/48px 100% no-repeat local,
  linear-gradient(90deg,#0000,#8889) right/8px 100% no-repeat var(--paper);border:1px solid var(--grid);border-radius:6px}
.box>svg{display:block;height:auto;max-width:none}
.pair{display:flex;flex-wrap:wrap;gap:12px}
.pair>.box{flex:0 1 auto;max-width:100%}
.expectations{list-style:none;padding:0;margin:0}
.expectations li{padding:4px 0 4px 30px;position:relative}
.expectations i{position:absolute;left:4px;font-weight:700}
i{font-style:normal}
.better,.held{color:var(--blue)}
.worse,.failed{color:var(--vermillion)}
.same,.undecided{color:var(--muted)}
table{border-collapse:collapse;font-size:12.5px;font-variant-numeric:tabular-nums}
.comparison{min-width:100%}
th,td{padding:5px 7px;text-align:right;vertical-align:top;white-space:nowrap;border-bottom:1px solid var(--grid)}
thead th{color:var(--muted);font-weight:600;vertical-align:bottom;white-space:normal}
tbody th{text-align:left;font-weight:500}
tbody tr:last-child>*{border-bottom:0}
td.words,th.words{text-align:left}
td.long{white-space:normal;min-width:16em}
td small{display:block;font-size:11.5px}
td i{display:inline-block;width:1em;margin-left:2px;text-align:center}
.comparison{font-size:12px}
.comparison th,.comparison td{padding:5px 2px 5px 3px}
.comparison td i{width:.85em}
tr.baseline>*{background:var(--page)}
tr.baseline th{font-weight:700}
tr.oracle>*{border-top:2px solid var(--axis);font-style:italic}
.comparison th[scope=row]{position:sticky;left:0;background:var(--paper);max-width:15em;overflow:hidden;text-overflow:ellipsis}
.comparison tr.baseline th[scope=row]{background:var(--page)}
.comparison .bill{border-left:2px solid var(--axis)}
.family th{color:var(--muted);padding-top:12px;font-weight:600}
.chip{vertical-align:-1px;margin-right:5px}
details{margin:10px 0;border:1px solid var(--grid);border-radius:6px;background:var(--paper);padding:0 14px}
summary{cursor:pointer;padding:10px 0;font-weight:600}
details[open]{padding-bottom:14px}
details .box{border-radius:4px}
.details{margin-top:52px;padding-top:8px;border-top:3px solid var(--axis)}
pre{overflow:auto;max-height:70vh;margin:0;padding:12px;font:12.5px/1.5 ui-monospace,Menlo,Consolas,monospace;
  background:var(--page);border:1px solid var(--grid);border-radius:4px;white-space:pre}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em}
dt{font-weight:600;margin-top:8px}
dd{margin:0 0 0 1.2em}
@media (max-width:640px){body{padding:16px 12px 40px}h1{font-size:1.4rem}.verdict{font-size:1.05rem}
  .comparison th[scope=row]{max-width:8.5em}}
@media print{@page{size:landscape;margin:12mm}:root{${rolesAs(0)};--page:#fff;font-size:12px}body{max-width:none;padding:0;font-size:11px}
  figure,tr,li{break-inside:avoid}h2,h3,summary,figcaption{break-after:avoid}
  .box{overflow:visible;border:0;background:none}.box>svg{max-width:100%;max-height:150mm}.pair>.box:not(:only-child){max-width:49%}
  details{border:0;padding:0}details::details-content{content-visibility:visible;display:block}
  table,.comparison,td small{font-size:9px;line-height:1.3}th,td,.comparison th,.comparison td{padding:1px 4px}.family th{padding-top:5px}
  pre{max-height:none;padding:0;border:0;font-size:9px;line-height:1.3;white-space:pre-wrap}}
`;
