/** What made a result: part of what fixes its bytes. */
import type { ToolId } from './result.ts';

export const TOOL: ToolId = { name: 'hotshard', version: '0.1.0' };
