import { Framer } from '@vratar/protocol/osdp';
import type { TestPd } from './test-pd.ts';

/** Plays PDs on a stream of bytes, each reply as late as a wire of this speed would have carried both ways. */
export function servePds(pds: readonly TestPd[], baud: number, write: (bytes: Uint8Array) => void) {
  const framer = new Framer();
  const wire = (bytes: number) => (bytes * 10_000) / baud;
  return (bytes: Uint8Array): void => {
    for (const found of framer.push(bytes)) {
      if (found.kind !== 'frame') continue;
      for (const pd of pds) {
        const reply = pd.take(found.frame);
        if (reply === undefined) continue;
        setTimeout(() => write(reply), wire(found.bytes.length + reply.length));
      }
    }
  };
}
