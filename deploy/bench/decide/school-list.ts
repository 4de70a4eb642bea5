import type { KeyObject } from 'node:crypto';
import type { AccessList } from '@vratar/edge-agent/src/core/index.ts';
import { ListReceiver } from '@vratar/edge-agent/src/gate/list-receiver.ts';
import { cardOfUid, cardToken } from '@vratar/protocol/cards';
import type { AllowListEntry, SitePolicy } from '@vratar/protocol/lists';

/** Monday 9 November 2026, 07:20 in Sofia. */
export const MORNING = Date.UTC(2026, 10, 9, 5, 20);
const SCHOOLS = ['s1', 's2'];

/** Two shifts, a hundred groups, a year of exceptions and holidays: more than any school has. */
const policy: SitePolicy = {
  timezone: 'Europe/Sofia',
  language: 'bg',
  schools: SCHOOLS,
  groups: Array.from({ length: 100 }, (_, n) => ({
    id: `g${n}`,
    weekly: [
      { days: [1, 2, 3, 4, 5], from: n % 2 === 0 ? '06:30' : '12:30', to: n % 2 === 0 ? '14:00' : '20:00' },
      { days: [6], from: '09:00', to: '13:00' },
    ],
    exceptions: Array.from({ length: 40 }, (_, day) => ({
      date: `2027-${String((day % 12) + 1).padStart(2, '0')}-${String((day % 28) + 1).padStart(2, '0')}`,
      windows: [{ from: '08:00', to: '12:00' }],
    })),
  })),
  holidays: Array.from({ length: 12 }, (_, month) => ({
    from: `2027-${String(month + 1).padStart(2, '0')}-01`,
    to: `2027-${String(month + 1).padStart(2, '0')}-03`,
  })),
  laneModes: [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '07:30', out: 'controlled' }],
  passback: { mode: 'soft' },
  occupancy: [{ zone: 'main', max: 1_000_000 }],
  issuedAt: MORNING - 86_400_000,
};

/** UID of the n-th card, as a reader sends it. */
export function uidOf(n: number): Uint8Array {
  return Buffer.from(`04${n.toString(16).padStart(12, '0')}`, 'hex');
}

/** A list of `count` pupils in the very form in which the gate's store hands it over. */
export function schoolList(siteKey: KeyObject, count: number): AccessList {
  const receiver = new ListReceiver();
  receiver.take({ piece: 'begin', version: 1, issuedAt: MORNING, policy: JSON.stringify(policy) });
  const lines = Array.from({ length: count }, (_, n) => JSON.stringify(entry(siteKey, n)));
  receiver.take({ piece: 'lines', lines });
  return receiver.take({ piece: 'end' }) as AccessList;
}

function entry(siteKey: KeyObject, n: number): AllowListEntry {
  const card = cardOfUid(uidOf(n));
  if (!card.ok) throw new Error(card.reason);
  return {
    token: cardToken(siteKey, card.card),
    kind: 'pupil',
    status: n % 50 === 49 ? 'blocked' : 'active',
    holder: `holder-${n}`,
    from: MORNING - 30 * 86_400_000,
    until: MORNING + 300 * 86_400_000,
    enrolments: [{ school: SCHOOLS[n % 2]!, from: 0 }],
    groups: [`g${n % 100}`, `g${(n + 1) % 100}`],
  };
}
