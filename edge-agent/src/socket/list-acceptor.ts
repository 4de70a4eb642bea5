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
  readonly #gate: Pick<Remote<GateApi>, 'listRefused' | 'trust'>;
  readonly #store: Pick<Remote<StoreApi>, 'applyList'>;

  constructor(
    { gateway }: Pick<SocketThreadOptions, 'gateway'>,
    gate: Pick<Remote<GateApi>, 'listRefused' | 'trust'>,
    store: Pick<Remote<StoreApi>, 'applyList'>,
  ) {
    this.#gateway = gateway;
    this.#gate = gate;
    this.#store = store;
  }

  /** @returns the version in force. @throws VratarError `list_…`; the old list then stays, and the refusal is journaled */
  async accept(bytes: Uint8Array): Promise<number> {
    let version: number | undefined;
    try {
      const { listKeys } = await this.#gate.trust(undefined);
      if (listKeys.length === 0) throw new VratarError('list_keys_missing');
      const { header, lines } = openList(bytes, listKeys.map(listPublicKey), this.#gateway);
      version = header.version;
      // Better yesterday's list than one in which no card of this reader would be found.
      const { knowsCards } = await this.#gate.trust(header.policy?.cardKeys);
      if (!knowsCards) throw new VratarError('list_card_key');
      return await this.#store.applyList({ header, lines: lines.map(({ line }) => line) });
    } catch (error) {
      const code = error instanceof VratarError ? error.code : 'internal';
      void this.#gate.listRefused(code, version);
      throw error;
    }
  }
}
