import type { RosterContext } from '../roster/index.ts';
import { added } from './classes.ts';

export interface NewBuilding {
  readonly code: string;
  readonly name: string;
  readonly address?: string;
  /** Local times; presence is not expected outside of them. */
  readonly opens?: string;
  readonly closes?: string;
}

export function addBuilding(context: RosterContext, building: NewBuilding): Promise<string> {
  const row = { ...building, school: context.school };
  return added(context, 'building', () =>
    context.trx.insertInto('building').values(row).returning('id').executeTakeFirstOrThrow(),
  );
}

export interface NewZone {
  readonly building: string;
  readonly code: string;
  readonly name: string;
}

export function addZone(context: RosterContext, zone: NewZone): Promise<string> {
  const row = { ...zone, school: context.school };
  return added(context, 'zone', () =>
    context.trx.insertInto('zone').values(row).returning('id').executeTakeFirstOrThrow(),
  );
}
