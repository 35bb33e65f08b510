/** Whether a stream gets colours, and which: asked for, refused, or by what it is (no-color.org; force-color.org). */
import pc from 'picocolors';
import { type Colours, onFewColours, onTrueColour } from '../report/text/colours.ts';
import type { Io, Output } from './io.ts';

/** Colours for a stream; null: none. */
export function coloursFor(output: Output, { env }: Io, refused: boolean | undefined): Colours | null {
  if (!wants(output, env, refused)) return null;
  const hasAll = /^(truecolor|24bit)$/i.test(env.COLORTERM ?? '');
  return { ...pc.createColors(true), onHeat: hasAll ? onTrueColour : onFewColours };
}

function wants(output: Output, env: Io['env'], refused: boolean | undefined): boolean {
  if (refused || env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return output.isTTY === true && env.TERM !== 'dumb';
}
