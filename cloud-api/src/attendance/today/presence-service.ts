import type { Kysely, Transaction } from 'kysely';
import { audit } from '../../audit/index.ts';
import { type Database, inSchool } from '../../db/index.ts';
import { SchoolCache } from '../store/school-cache.ts';
import type { NamesOf } from './names.ts';
import type { ZonesByLane } from './person-view.ts';
import { presence } from './presence-view.ts';
import { readDayPicture } from './read-today.ts';
import type { PersonView, PresenceView } from './schema.ts';

/** Whose names somebody may see: all of the school, those of some classes, or none (D4, D5). */
export type NameRight = 'all' | 'none' | ReadonlySet<string>;

export interface Viewer {
  readonly school: string;
  readonly account?: string;
  readonly names: NameRight;
}

export interface PresenceServiceOptions {
  /** Connected as `api`. */
  readonly db: Kysely<Database>;
  readonly names: NamesOf;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Reads who is where in a school, now or at an earlier moment. */
export class PresenceService {
  readonly #options: PresenceServiceOptions;
  readonly #cache = new SchoolCache();

  constructor(options: PresenceServiceOptions) {
    this.#options = options;
  }

  /** @param at a moment of the present or the past; now when absent. Undefined for a school that does not exist. */
  async presence(viewer: Viewer, at?: number): Promise<PresenceView | undefined> {
    const now = this.#options.now();
    const moment = Math.min(at ?? now, now);
    return inSchool(this.#options.db, viewer, async (trx) => {
      const facts = await this.#cache.forReading(trx, viewer.school);
      if (facts === undefined) return undefined;
      const date = facts.dayOf(moment);
      const present = date === facts.dayOf(now) ? now : undefined;
      const picture = await readDayPicture(trx, this.#cache, viewer.school, date, present);
      if (picture === undefined) return undefined;
      const { view, people } = presence(picture, await zonesByLane(trx, viewer.school), moment, now);
      return { ...view, people: await this.#named(trx, viewer, people) };
    });
  }

  /** Adds the names that the viewer may see. */
  async #named(
    trx: Transaction<Database>,
    viewer: Viewer,
    people: readonly PersonView[],
  ): Promise<PersonView[]> {
    const { names: right } = viewer;
    if (right === 'none') return [];
    const shown = right === 'all' ? people : people.filter((person) => right.has(person.class ?? ''));
    const names = await this.#options.names(
      trx,
      viewer.school,
      shown.map((person) => person.id),
    );
    return shown.map((person) => ({ ...person, name: names.get(person.id) ?? '' }));
  }

  /** Logs that the viewer sees names of the day; once for each page that is opened, not for each refresh. */
  async logView(viewer: Viewer): Promise<void> {
    if (viewer.names === 'none') return;
    await inSchool(this.#options.db, viewer, async (trx) => {
      const classes = viewer.names === 'all' ? 'all' : [...(viewer.names as ReadonlySet<string>)].sort();
      await audit(trx, {
        action: 'name_seen',
        subject: `school:${viewer.school}`,
        detail: { view: 'presence', classes },
      });
    });
  }
}

async function zonesByLane(trx: Transaction<Database>, school: string): Promise<ZonesByLane> {
  const rows = await trx
    .selectFrom('lane')
    .innerJoin('zone', 'zone.id', 'lane.zone')
    .select(['lane.gateway', 'lane.id', 'zone.name'])
    .where('lane.school', '=', school)
    .execute();
  return new Map(rows.map((row) => [`${row.gateway}/${row.id}`, row.name]));
}
