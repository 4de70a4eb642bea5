import type { AllowListEntry, SitePolicy } from '@vratar/protocol/lists';
import type { AccessList } from '../core/index.ts';
import { tokenOf } from '../lists/stored-list.ts';
import type { ListPiece } from '../store/messages.ts';

type Begin = Extract<ListPiece['list'], { piece: 'begin' }>;

/**
 * Puts a list together from its pieces. Lines stay text until their card is tapped: 10,000 objects would cost memory and
 * a pause, parsing one costs two microseconds.
 */
export class ListReceiver {
  #begin: Begin | undefined;
  #lines = new Map<string, string>();

  /** @returns the list when it is whole; undefined before, and `none` when there is no list */
  take(piece: ListPiece['list']): AccessList | 'none' | undefined {
    if (piece.piece === 'begin') this.#start(piece);
    else if (piece.piece === 'lines') for (const line of piece.lines) this.#lines.set(tokenOf(line), line);
    else return this.#finish();
    return undefined;
  }

  #start(begin: Begin): void {
    this.#begin = begin;
    this.#lines = new Map();
  }

  #finish(): AccessList | 'none' {
    const begin = this.#begin;
    if (begin === undefined) return 'none';
    const lines = this.#lines;
    this.#begin = undefined;
    return {
      version: begin.version,
      issuedAt: begin.issuedAt,
      policy: JSON.parse(begin.policy) as SitePolicy,
      size: lines.size,
      find: (token) => {
        const line = lines.get(token);
        return line === undefined ? undefined : (JSON.parse(line) as AllowListEntry);
      },
    };
  }
}
