import { createHmac, type KeyObject } from 'node:crypto';
import type { AllowListEntry, CredentialKind } from '@vratar/protocol/lists';
import { addDays, instantOf, type LocalDate } from '../../people/index.ts';
import type { CredentialState } from '../tables.ts';

/** What the registers know of one credential at one site. */
export interface Listed {
  readonly token: string;
  readonly state: CredentialState;
  readonly kind: CredentialKind;
  readonly person: string | null;
  /** Of which time that it was given out its last holding is a part. */
  readonly holding: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly uses: number | null;
  /** Of a pupil, in the schools of the site; local dates, both inclusive. */
  readonly enrolments: readonly {
    readonly school: string;
    readonly first: LocalDate;
    readonly last: LocalDate | null;
  }[];
}

/** The site that the list is for. */
export interface ListSite {
  /** UTC milliseconds of the beginning of a local day. */
  readonly midnight: (date: LocalDate) => number;
  readonly namingKey: KeyObject;
  /** Schedule groups by kind. */
  readonly groupsOf: Partial<Record<CredentialKind, readonly string[]>>;
}

/**
 * The line of the allow list for a credential, or none: one in stock, returned or worn out has no business at a gate.
 * Lost and blocked ones keep their line, so that the refusal can say why. Pure.
 */
export function entryOf(listed: Listed, site: ListSite): AllowListEntry | undefined {
  const { state, kind, person, holding, until, uses } = listed;
  if (state === 'stock' || state === 'retired') return undefined;
  const groups = site.groupsOf[kind];
  return {
    token: listed.token,
    kind,
    status: state === 'issued' ? 'active' : state,
    ...(person === null ? {} : { holder: nameOf(site.namingKey, 'holder', person) }),
    ...(person === null || uses !== null ? { holding: nameOf(site.namingKey, 'holding', holding) } : {}),
    from: listed.from.getTime(),
    ...(until === null ? {} : { until: until.getTime() }),
    ...(kind === 'pupil'
      ? { enrolments: listed.enrolments.map((one) => enrolment(one, site.midnight)) }
      : {}),
    ...(groups === undefined ? {} : { groups: [...groups] }),
    ...(uses === null ? {} : { uses }),
  };
}

function enrolment({ school, first, last }: Listed['enrolments'][number], midnight: ListSite['midnight']) {
  return { school, from: midnight(first), ...(last === null ? {} : { until: midnight(addDays(last, 1)) }) };
}

/** The midnights of a time zone; a school's pupils share few of them, and each costs a look into the zone's rules. */
export function midnights(timezone: string): ListSite['midnight'] {
  const known = new Map<LocalDate, number>();
  return (date) => {
    const found = known.get(date) ?? instantOf(timezone, date, '00:00');
    known.set(date, found);
    return found;
  };
}

/** The same on every list of a site, whatever becomes of its keys, and of no use anywhere else. */
function nameOf(key: KeyObject, what: 'holder' | 'holding', id: string): string {
  const hash = createHmac('sha256', key).update(`vratar ${what} 1\n`).update(id).digest();
  return hash.subarray(0, 15).toString('base64url');
}
