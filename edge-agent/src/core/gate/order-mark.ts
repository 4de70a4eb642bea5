import { createHash } from 'node:crypto';
import type { Order } from '../../socket/schema.ts';

/**
 * Tells whether two orders under one id are the same one, and names nobody. The end of a mode is left out, which whoever
 * tries again counts from then, and so is a document, which may be sealed anew.
 */
export function orderMark(order: Order): string {
  const {
    until: _until,
    document: _document,
    ...said
  } = order as Order & { until?: number; document?: string };
  const sorted = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 12);
}
