/**
 * Time to wait before attempt `attempt` (0-based): doubles from `firstMs` up to `capMs`, then spread over its upper
 * half, so that what was lost together does not return together. `random` yields [0, 1).
 */
export function retryDelay(attempt: number, firstMs: number, capMs: number, random: () => number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(attempt, 30));
  return full * (0.5 + random() / 2);
}
