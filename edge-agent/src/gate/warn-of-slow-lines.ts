import type { Logger } from 'pino';
import type { EdgeConfig } from '../config/edge-config.ts';
import { slowLines, slowLineText } from '../config/slow-lines.ts';

/** A configuration that holds, and asks more of a line than its wire can carry. */
export function warnOfSlowLines(config: EdgeConfig, log: Logger): void {
  for (const line of slowLines(config)) log.warn({ line: line.id, enough: line.enough }, slowLineText(line));
}
