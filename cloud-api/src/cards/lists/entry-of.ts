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
  readonly timezone: string;
  readonly key: KeyObject;
  /** Schedule groups by kind. */
  readonly groupsOf: Partial<Record<CredentialKind, readonly string[]>>;
}

/**
 * The line of the allow list for a credential, or none: one in stock, returned or worn out has no business at a gate.
 * Lost and blocked ones keep their line, so that the refusal can say why. Pure.
 */
export function entryOf(listed: Listed, site: ListSite): AllowListEntry | undefined {
  const { state, kind, person, until, uses } = listed;
  if (state === 'stock' || state === 'retired') return undefined;
  const groups = site.groupsOf[kind];
  return {
    token: listed.token,
    kind,
    status: state === 'issued' ? 'active' : state,
    ...(person === null ? {} : { holder: holderName(site.key, person) }),
    from: listed.from.getTime(),
    ...(until === null ? {} : { until: until.getTime() }),
    ...(kind === 'pupil'
      ? { enrolments: listed.enrolments.map((one) => enrolment(one, site.timezone)) }
      : {}),
    ...(groups === undefined ? {} : { groups: [...groups] }),
    ...(uses === null ? {} : { uses }),
  };
}

function enrolment({ school, first, last }: Listed['enrolments'][number], timezone: string) {
  const from = instantOf(timezone, first, '00:00');
  return {
    school,
    from,
    ...(last === null ? {} : { until: instantOf(timezone, addDays(last, 1), '00:00') }),
  };
}

/** The same for all credentials of a person at a site, and of no use anywhere else. */
function holderName(key: KeyObject, person: string): string {
  const hash = createHmac('sha256', key).update('vratar holder 1\n').update(person).digest();
  return hash.subarray(0, 15).toString('base64url');
}
