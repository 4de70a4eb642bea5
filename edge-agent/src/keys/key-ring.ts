import { type CardNumber, type CardToken, cardToken } from '@vratar/protocol/cards';
import { VratarError } from '@vratar/protocol/errors';
import {
  type KeyReport,
  type ListKeysDocument,
  openKeyDocument,
  openSiteKey,
  proveSealingKey,
  type SiteKeyDocument,
  sealingKeyOf,
  sealingPublicText,
} from '@vratar/protocol/keys';
import { listPublicKey, listPublicText } from '@vratar/protocol/lists';
import type { Logger } from 'pino';
import { InTurn } from '../threads/in-turn.ts';
import { type CardKey, type CardKeys, cardKeyOf, cardKeys } from './card-keys.ts';
import {
  type KeptKeys,
  noKeptKeys,
  type ReadKeys,
  readKeptKeys,
  readKeptKeysAgain,
  writeKeptKeys,
} from './key-file.ts';

export interface KeyRingOptions {
  /** Where received keys are kept. */
  readonly file: string;
  readonly gateway: string;
  /** As the installer entered them: 32 bytes in hex, and the public keys of lists. */
  readonly siteKey: string;
  readonly listKeys: readonly string[];
  /** Names a damaged file that is put aside. */
  readonly stamp: string;
  readonly log: Logger;
}

/** Ids of earlier keys that are remembered; a site has two at a time, and another once in years. */
const NAMED = 16;

/** The gate goes on with the installed keys, and somebody must look. */
export type KeyTrouble = Extract<ReadKeys, { kind: 'damaged' | 'unreadable' }>;

/** All keys that cards and the cloud are known by: those of the installer, and those that the cloud has sent since. */
export class KeyRing {
  readonly #options: KeyRingOptions;
  readonly #installed: CardKey;
  #trouble: KeyTrouble | undefined;
  #kept: KeptKeys;
  #received: readonly CardKey[];
  #listed: readonly string[] | undefined;
  #cards: CardKeys;
  #report: KeyReport | undefined;
  readonly #turns = new InTurn();

  /**
   * Reads what was received before. A damaged file is put aside, and the cloud sends again; of one that cannot be read
   * nobody knows what it holds: nothing is received that it would have to keep until `lookAgain` has read it.
   */
  constructor(options: KeyRingOptions) {
    this.#options = options;
    this.#installed = cardKeyOf(options.siteKey);
    const found = readKeptKeys(options.file, options.stamp);
    this.#trouble = found.kind === 'damaged' || found.kind === 'unreadable' ? found : undefined;
    if (this.#trouble !== undefined)
      options.log.warn({ file: options.file, ...this.#trouble }, 'received keys cannot be read');
    this.#kept = found.kind === 'kept' ? found.kept : noKeptKeys();
    this.#received = this.#kept.site.map(cardKeyOf);
    this.#cards = this.#derive();
    if (found.kind === 'none' || found.kind === 'damaged') this.#keepLater();
  }

  /** What is wrong with the file of received keys; of a damaged one, for as long as this run lasts. */
  get trouble(): KeyTrouble | undefined {
    return this.#trouble;
  }

  /** Tries a file that could not be read once more. @returns whether it can be read now, or is gone */
  lookAgain(): Promise<boolean> {
    return this.#turns.run(async () => {
      if (this.#trouble?.kind !== 'unreadable') return false;
      const found = await readKeptKeysAgain(this.#options.file);
      if (found.kind === 'unreadable') return false;
      this.#trouble = undefined;
      if (found.kind === 'none') this.#keepLater();
      else {
        this.#kept = found.kept;
        this.#received = found.kept.site.map(cardKeyOf);
        this.follow(this.#listed);
      }
      this.#options.log.info({ file: this.#options.file }, 'received keys can be read again');
      return true;
    });
  }

  /** What stands for a card here and now. */
  token(card: CardNumber): CardToken {
    return cardToken(this.#cards.used.key, card);
  }

  /** Public keys whose lists and key documents count, base64. Entered by hand since, the configured ones win. */
  get listKeys(): readonly string[] {
    const { lists } = this.#kept;
    const configured = this.#options.listKeys;
    return lists !== undefined && isSame(lists.over, configured) ? lists.keys : configured;
  }

  /** Whether cards of a list with these keys would be known. */
  knows(listed: readonly string[] | undefined): boolean {
    return listed === undefined || listed.some((id) => this.#cards.held.some((one) => one.id === id));
  }

  /** Keys of the list in force when this gate has none of them, and knows no card; undefined when all is well. */
  get missing(): readonly string[] | undefined {
    return this.knows(this.#listed) ? undefined : this.#listed;
  }

  /** Which keys there are, for the cloud. */
  report(): KeyReport {
    this.#report ??= this.#describe();
    return this.#report;
  }

  /** A list that names these keys comes into force: the next tap is known under the newest of them. */
  follow(listed: readonly string[] | undefined): void {
    this.#listed = listed;
    const before = this.#kept;
    const earlier = before.named.filter((id) => listed?.includes(id) !== true);
    // What the list names comes last: it is not to be pushed out by what is long gone.
    const named = [...earlier, ...new Set(listed)].slice(-NAMED);
    this.#kept = { ...before, named };
    this.#cards = this.#derive();
    this.#report = undefined;
    const received = this.#received.filter(({ id }) => !this.#cards.givenUp.includes(id));
    if (isSame(named, before.named) && received.length === this.#received.length) return;
    this.#received = received;
    this.#kept = { ...this.#kept, site: received.map(({ hex }) => hex) };
    this.#keepLater();
  }

  /**
   * Takes a key document of the cloud.
   * @returns what it was, for the journal
   * @throws VratarError `key_…`; then nothing was changed
   */
  take(text: string): Promise<Record<string, string | number>> {
    return this.#turns.run(async () => {
      const { document, signer } = openKeyDocument(
        text,
        this.listKeys.map(listPublicKey),
        this.#options.gateway,
      );
      return document.kind === 'site_key'
        ? await this.#takeSiteKey(document)
        : await this.#takeListKeys(document, listPublicText(signer));
    });
  }

  async #takeSiteKey(document: SiteKeyDocument): Promise<Record<string, string>> {
    const { id } = document;
    if (this.#cards.held.some((one) => one.id === id)) throw new VratarError('key_known');
    if (this.#cards.givenUp.includes(id)) throw new VratarError('key_given_up');
    const hex = openSiteKey(document, sealingKeyOf(this.#kept.sealing)).toString('hex');
    const written = [...this.#kept.site, hex];
    await this.#write({ ...this.#kept, site: written });
    // Meanwhile another list may have come into force, and have retired keys: it wins over what was written.
    const isGivenUp = this.#cards.givenUp.includes(id);
    if (!isGivenUp) this.#received = [...this.#received, cardKeyOf(hex)];
    const site = this.#received.map((one) => one.hex);
    this.#kept = { ...this.#kept, site };
    if (!isSame(site, written)) this.#keepLater();
    if (isGivenUp) throw new VratarError('key_given_up');
    this.#cards = this.#derive();
    this.#report = undefined;
    return { kind: 'site_key', key: id };
  }

  async #takeListKeys(
    { serial, keys }: ListKeysDocument,
    signer: string,
  ): Promise<Record<string, string | number>> {
    if (!keys.includes(signer)) throw new VratarError('key_locks_out');
    const inForce = this.report().serial;
    if (serial <= inForce) throw new VratarError('key_serial', { found: serial, serial: inForce });
    const lists = { serial, keys, over: [...this.#options.listKeys] };
    await this.#write({ ...this.#kept, lists });
    this.#kept = { ...this.#kept, lists };
    this.#report = undefined;
    return { kind: 'list_keys', serial };
  }

  /** Resolves when what is kept is on the disk, or could not be written. */
  async settled(): Promise<void> {
    await this.#turns.settled();
  }

  #derive(): CardKeys {
    return cardKeys(this.#installed, this.#received, this.#listed, this.#kept.named);
  }

  #describe(): KeyReport {
    const { held, used } = this.#cards;
    const sealing = sealingPublicText(sealingKeyOf(this.#kept.sealing));
    return {
      sealing,
      proof: proveSealingKey(used.key, this.#options.gateway, sealing),
      site: held.map(({ id }) => id).slice(-8),
      used: used.id,
      lists: [...this.listKeys],
      serial: this.#kept.lists?.serial ?? 0,
    };
  }

  /** What is lost when this fails comes again with the next list, or is sent again. */
  #keepLater(): void {
    const write = () => this.#save(this.#kept);
    this.#turns
      .run(write)
      .catch((error: unknown) =>
        this.#options.log.warn({ err: error, file: this.#options.file }, 'received keys cannot be written'),
      );
  }

  async #write(kept: KeptKeys): Promise<void> {
    try {
      await this.#save(kept);
    } catch (cause) {
      throw new VratarError('key_not_kept', { why: (cause as Error).message }, {}, { cause });
    }
  }

  async #save(kept: KeptKeys): Promise<void> {
    if (this.#trouble?.kind === 'unreadable') throw new Error(this.#trouble.why);
    await writeKeptKeys(this.#options.file, kept);
  }
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one, n) => one === others[n]);
