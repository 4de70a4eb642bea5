import { setTimeout as sleep } from 'node:timers/promises';
import type { TcpProxy, Weather } from './tcp-proxy.ts';

/** What can happen to a network for a while. @param random numbers from 0 to 1 */
export function networkFaults(
  proxy: TcpProxy,
  random: () => number,
): readonly (readonly [weight: number, name: string, act: () => unknown])[] {
  const weather = async (kind: Weather) => {
    proxy.weather = kind;
    await sleep(500 + random() * 2_500);
    proxy.weather = { kind: 'clear' };
  };
  return [
    [4, 'connections cut', () => proxy.cut()],
    [3, 'a packet halved', () => proxy.halve()],
    [3, 'half-closed', () => proxy.halfClose()],
    [3, 'slow network', () => weather({ kind: 'slow', ms: 300 })],
    [3, 'no network', () => weather({ kind: 'down' })],
  ];
}
