import type { PassbackRule, SitePolicy } from '@vratar/protocol/lists';
import type { Site } from '../config/index.ts';
import type { Moment } from '../moment.ts';
import type { AccessList } from '../ports.ts';
import { type DayPlan, planDay } from '../schedule/calendar.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { StateChange, StateRow } from '../state-rows.ts';

const AREA = 'timezone';

/** The list in force, and its calendar resolved for the present day. */
export class Rules {
  readonly #site: Site;
  #list: AccessList | undefined;
  #order: ZoneOrder | undefined;
  #policy: SitePolicy;
  #plan: DayPlan | undefined;
  #schools: ReadonlySet<string> = new Set();

  constructor(site: Site, rows: readonly StateRow[]) {
    this.#site = site;
    this.#order = readOrder(rows.find(({ area }) => area === AREA)?.value);
    this.#policy = this.#withTimezone(withoutList(site));
  }

  get list(): AccessList | undefined {
    return this.#list;
  }

  get policy(): SitePolicy {
    return this.#policy;
  }

  get schools(): ReadonlySet<string> {
    return this.#schools;
  }

  setList(list: AccessList): void {
    this.#list = list;
    this.#policy = this.#withTimezone(list.policy);
    this.#schools = new Set(list.policy.schools);
    this.#plan = undefined;
  }

  /**
   * Until the site gets new rules, which are later knowledge; an order stands against lists that bring the same rules
   * with other cards.
   */
  setTimezone(timezone: string): StateChange {
    const policy = this.#list?.policy ?? withoutList(this.#site);
    this.#order = { timezone, issuedAt: policy.issuedAt };
    this.#policy = this.#withTimezone(policy);
    this.#plan = undefined;
    return { op: 'put', area: AREA, key: 'site', value: `${timezone} ${policy.issuedAt}` };
  }

  /** The calendar of the local day that holds `utc`; resolved when the day changes. */
  plan(utc: number): DayPlan {
    const known = this.#plan;
    if (known !== undefined && utc >= known.start && utc < known.end) return known;
    this.#plan = planDay(this.#policy, utc);
    return this.#plan;
  }

  /** A clock that never was set right, and is behind the list's own date, proves nothing about hours. */
  timeTrusted(now: Moment): boolean {
    return now.clock !== 'unsynced' || now.utc >= this.#policy.issuedAt;
  }

  passback(zone: string): PassbackRule {
    return this.#policy.passbackZones?.find((other) => other.zone === zone)?.rule ?? this.#policy.passback;
  }

  maxInside(zone: string): number | undefined {
    return this.#policy.occupancy?.find((limit) => limit.zone === zone)?.max;
  }

  twoCards(lane: string, direction: Direction) {
    return this.#policy.twoCards?.find(
      (rule) => rule.lanes.includes(lane) && (rule.directions?.includes(direction) ?? true),
    );
  }

  #withTimezone(policy: SitePolicy): SitePolicy {
    const order = this.#order;
    return order === undefined || policy.issuedAt > order.issuedAt
      ? policy
      : { ...policy, timezone: order.timezone };
  }
}

/** A time zone that was ordered against the rules issued at a moment. */
interface ZoneOrder {
  readonly timezone: string;
  /** Of the rules, UTC ms; 0 before the first list. */
  readonly issuedAt: number;
}

function readOrder(row: string | undefined): ZoneOrder | undefined {
  if (row === undefined) return undefined;
  const [timezone = '', issuedAt = '0'] = row.split(' ');
  return { timezone, issuedAt: Number(issuedAt) };
}

/** Before the first list nobody is known; modes and texts still need a calendar and a language. */
function withoutList(site: Site): SitePolicy {
  return {
    timezone: site.timezone,
    language: site.language,
    schools: [],
    groups: [],
    holidays: [],
    laneModes: [],
    passback: { mode: 'soft' },
    issuedAt: 0,
  };
}
