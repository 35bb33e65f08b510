/** The script of the page as text: every module a scope of its own, then the start. */
import * as bar from './bar.ts';
import * as drawing from './drawing.ts';
import * as geometry from './geometry.ts';
import type { Kit } from './live.ts';
import * as page from './page.ts';
import * as pointing from './pointing.ts';
import * as tip from './tip.ts';

const KIT: Kit = { geometry, drawing, tip, pointing, bar };

/** A module as an expression; its functions may call one another by name, and know nothing of their imports. */
function textOf(module: object): string {
  const functions = Object.values(module).map(String).join('\n');
  return `(() => {\n${functions}\nreturn { ${Object.keys(module).join(', ')} };\n})()`;
}

const kit = Object.entries(KIT).map(([name, module]) => `${name}: ${textOf(module)}`);

export const SCRIPT = `'use strict';\n${textOf(page)}.start(document, { ${kit.join(',\n')} });\n`;
