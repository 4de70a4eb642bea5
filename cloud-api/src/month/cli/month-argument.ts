import { VratarError } from '@vratar/protocol/errors';
import type { Month } from '../month.ts';

/** `2026-11` as a command line gives it. */
export function monthArgument(text: string): Month {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new VratarError('month_invalid', { found: text });
  return `${text}-01`;
}
