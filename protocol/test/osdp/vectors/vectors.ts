import { readFileSync } from 'node:fs';

interface Vectors {
  readonly frames: readonly { readonly name: string; readonly hex: string }[];
  readonly mustReject: readonly { readonly name: string; readonly hex: string; readonly why: string }[];
  readonly handshakes: readonly {
    readonly source: string;
    readonly scbk: string;
    readonly rnd_a: string;
    readonly rnd_b: string;
    readonly cuid: string | null;
    readonly s_enc: string;
    readonly s_mac1: string;
    readonly s_mac2: string;
    readonly client_cryptogram: string;
    readonly server_cryptogram: string;
    readonly rmac_i: string;
  }[];
}

/** Frames and handshakes of other implementations and of devices, recomputed independently. */
export const vectors: Vectors = JSON.parse(readFileSync(new URL('./vectors.json', import.meta.url), 'utf8'));
