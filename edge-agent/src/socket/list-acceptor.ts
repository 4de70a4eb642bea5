import type { KeyObject } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { listPublicKey, openList } from '@vratar/protocol/lists';
import type { StoreApi } from '../store/messages.ts';
import type { Remote } from '../threads/calls.ts';
import type { GateApi, SocketThreadOptions } from './thread-api.ts';

/**
 * Checks an offered list before anything of it is believed: signature, form, gateway. That takes tens of milliseconds
 * for 10,000 entries, and so happens in the thread of the sockets; the store then applies it, or refuses it whole.
 */
export class ListAcceptor {
  readonly #gateway: string;
  readonly #keys: readonly KeyObject[];
  readonly #gate: Pick<Remote<GateApi>, 'listRefused'>;
  readonly #store: Pick<Remote<StoreApi>, 'applyList'>;

  /** @throws VratarError `list_key` for a key that is none */
  constructor(
    { gateway, listKeys }: Pick<SocketThreadOptions, 'gateway' | 'listKeys'>,
    gate: Pick<Remote<GateApi>, 'listRefused'>,
    store: Pick<Remote<StoreApi>, 'applyList'>,
  ) {
    this.#gateway = gateway;
    this.#keys = listKeys.map(listPublicKey);
    this.#gate = gate;
    this.#store = store;
  }

  /** @returns the version in force. @throws VratarError `list_…`; the old list then stays, and the refusal is journaled */
  async accept(bytes: Uint8Array): Promise<number> {
    let version: number | undefined;
    try {
      if (this.#keys.length === 0) throw new VratarError('list_keys_missing');
      const { header, lines } = openList(bytes, this.#keys, this.#gateway);
      version = header.version;
      return await this.#store.applyList({ header, lines: lines.map(({ line }) => line) });
    } catch (error) {
      const code = error instanceof VratarError ? error.code : 'internal';
      void this.#gate.listRefused(code, version);
      throw error;
    }
  }
}
