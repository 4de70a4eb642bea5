import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { cardOfUid, cardToken, siteKeyOf } from '@vratar/protocol/cards';
import {
  type AllowListEntry,
  listDigest,
  listPublicText,
  type SitePolicy,
  signList,
} from '@vratar/protocol/lists';
import { GATEWAY } from './site.ts';

const ORDINARY: SitePolicy = {
  timezone: 'Europe/Sofia',
  language: 'bg',
  schools: ['school'],
  groups: [
    { id: 'always', weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }], onHolidays: true },
  ],
  holidays: [],
  laneModes: [],
  passback: { mode: 'soft' },
  issuedAt: 0,
};

/** UID of the n-th card, hexadecimal. */
export function uidOf(n: number): string {
  return `04${n.toString(16).padStart(12, '0')}`;
}

/** Cards that a gate lets in, and the cloud's key that says so. */
export class Cards {
  readonly #key: KeyObject;
  readonly #siteKey: KeyObject;
  readonly #count: number;
  readonly #gateway: string;

  /** @param siteKey 32 bytes in hexadecimal */
  constructor(siteKey: string, count: number, gateway = GATEWAY) {
    this.#key = generateKeyPairSync('ed25519').privateKey;
    this.#siteKey = siteKeyOf(Buffer.from(siteKey, 'hex'));
    this.#count = count;
    this.#gateway = gateway;
  }

  /** As configurations write it. */
  get publicKey(): string {
    return listPublicText(this.#key);
  }

  token(n: number): string {
    const card = cardOfUid(Buffer.from(uidOf(n), 'hex'));
    if (!card.ok) throw new Error(card.reason);
    return cardToken(this.#siteKey, card.card);
  }

  /** A signed list of all cards, with schedules and enrolments as in a school. @param rules that differ */
  list(version: number, rules: Partial<SitePolicy> = {}): Buffer {
    const policy = { ...ORDINARY, ...rules };
    const tokens = Array.from({ length: this.#count }, (_, n) => this.token(n)).sort();
    const lines = tokens.map((token) => JSON.stringify(entry(token)));
    const digest = listDigest(policy, lines);
    const issuedAt = Date.now();
    return signList(
      { kind: 'snapshot', gateway: this.#gateway, version, issuedAt, digest, policy },
      lines,
      this.#key,
    );
  }
}

function entry(token: string): AllowListEntry {
  return {
    token,
    kind: 'pupil',
    status: 'active',
    holder: token,
    enrolments: [{ school: 'school' }],
    groups: ['always'],
  };
}
