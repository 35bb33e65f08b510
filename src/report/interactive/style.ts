/** What the script adds to the page: tooltips, the bar of the zoom, and the signs it draws into charts. */
export const LIVE_STYLE = `
svg[data-chart]{cursor:crosshair;user-select:none;-webkit-user-select:none}
.sign{pointer-events:none}
.sign.cross{fill:none;stroke:var(--muted);stroke-width:1}
.sign.dot{fill:none;stroke-width:7;stroke-linecap:round}
.sign.chosen{fill:var(--blue);fill-opacity:.18;stroke:var(--blue)}
.tip{position:fixed;z-index:2;display:grid;grid-template-columns:auto auto;gap:0 14px;max-width:min(340px,94vw);padding:5px 9px;
  pointer-events:none;background:var(--paper);border:1px solid var(--axis);border-radius:5px;font-size:12.5px;line-height:1.45;
  font-variant-numeric:tabular-nums;box-shadow:0 2px 8px #0003}
.tip[hidden]{display:none}
.tip>b:first-child{grid-column:1/-1;overflow-wrap:anywhere}
.tip>span{color:var(--muted)}
.tip>b:not(:first-child){text-align:right;white-space:nowrap}
.tip svg{margin-right:6px;vertical-align:1px}
.zoom{position:sticky;bottom:8px;z-index:1;display:flex;flex-wrap:wrap;align-items:center;gap:4px 7px;width:fit-content;
  max-width:100%;margin:24px auto 0;padding:5px 9px;background:var(--paper);border:1px solid var(--axis);border-radius:8px;
  font-size:12.5px;box-shadow:0 2px 8px #0002}
.zoom input{width:4.4em;appearance:textfield}
.zoom input::-webkit-inner-spin-button{appearance:none;margin:0}
.zoom small{font-size:inherit}
.zoom input,.zoom button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--axis);border-radius:4px;
  padding:2px 6px;max-width:14em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.zoom button{cursor:pointer}
.zoom button:disabled{opacity:.5;cursor:default}
@media (hover:none),(max-width:640px){.zoom small{display:none}}
@media print{.zoom,.tip,.sign{display:none}}
`;
