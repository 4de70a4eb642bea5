import type { KeyObject } from 'node:crypto';
import { listPublicText } from '@vratar/protocol/lists';
import { openListKeys } from '../lists/list-key.ts';

/** A key that signs lists, with its public half as configurations write it. */
export interface ListKey {
  readonly key: KeyObject;
  readonly text: string;
}

/** The list keys of this cloud as they are now: a key that was added or retired by command counts without a restart. */
export class ListKeys {
  readonly #read: () => Promise<readonly KeyObject[]>;
  #all: readonly ListKey[];

  /** @param read the keys, oldest first, at least one */
  constructor(keys: readonly KeyObject[], read: () => Promise<readonly KeyObject[]> = async () => keys) {
    this.#read = read;
    this.#all = withText(keys);
  }

  /** @throws as `openListKeys` */
  static async open(folder: string, environment: NodeJS.ProcessEnv): Promise<ListKeys> {
    const read = () => openListKeys(folder, environment);
    return new ListKeys(await read(), read);
  }

  /** Oldest first. */
  get all(): readonly ListKey[] {
    return this.#all;
  }

  /** Looks at the files again. @throws as `openListKeys`; then the keys stay as they are */
  async refresh(): Promise<void> {
    this.#all = withText(await this.#read());
  }

  /**
   * The newest key that a gateway trusts; the oldest for one that has not said which, or that trusts none.
   * @param trusted public keys, base64
   */
  signer(trusted: readonly string[] | undefined): ListKey {
    return this.#all.findLast(({ text }) => trusted?.includes(text)) ?? this.#all[0]!;
  }
}

const withText = (keys: readonly KeyObject[]): readonly ListKey[] =>
  keys.map((key) => ({ key, text: listPublicText(key) }));
