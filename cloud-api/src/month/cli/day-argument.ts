import { VratarError } from '@vratar/protocol/errors';

/** A local date as an argument. @throws VratarError `date_invalid` */
export function dayArgument(text: string): string {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) {
    throw new VratarError('date_invalid', { found: text });
  }
  return text;
}
