import type { AllowListEntry, SitePolicy } from '@vratar/protocol/lists';

/** The allow list in force, whole and verified. */
export interface AccessList {
  readonly version: number;
  /** UTC ms at which the cloud signed it. */
  readonly issuedAt: number;
  readonly policy: SitePolicy;
  readonly size: number;
  find(token: string): AllowListEntry | undefined;
}

/** A card as a reader sent it. */
export interface CardRead {
  readonly line: string;
  readonly address: number;
  readonly reader: number;
  readonly bits: number;
  readonly data: Uint8Array;
}

/** `random_uid`: a phone that shows another number at each tap; `unreadable`: no card number in these bits. */
export type CardReading =
  | { readonly token: string }
  | { readonly refused: 'phone_random_uid' | 'card_unreadable' };

/** Turns a read into a token under the site's key (protocol/src/cards); called once for each read. */
export type ReadCard = (read: CardRead) => CardReading;

/** Names a tap through all stages: unique within the gateway's history, at most 40 characters. */
export type NextTrace = () => string;
