import { type Static, Type } from 'typebox';
import type { ActContext } from '../accounts/context.ts';
import { Moment, Uuid } from '../api/index.ts';
import { AUDIT_ACTIONS } from './actions.ts';
import { viewsOf } from './read-views.ts';

/** What narrows the log of a school. */
export const AUDIT_FILTERS = {
  action: Type.Optional(Type.Enum([...AUDIT_ACTIONS])),
  subject: Type.Optional(Type.String({ maxLength: 120, description: 'Such as `person:<id>`.' })),
  account: Type.Optional(Uuid),
  /** Looks at this person: alone, in a list of the class, or in one of the school. */
  person: Type.Optional(Uuid),
  from: Type.Optional(Moment),
  until: Type.Optional(Moment),
};
const Filters = Type.Object(AUDIT_FILTERS);
export type AuditFilters = Static<typeof Filters>;

/** Entries of the school's log, as `n` and the `line` that is hashed. */
export function selectEntries(
  { trx, school }: Pick<ActContext, 'trx' | 'school'>,
  { action, subject, account, person, from, until }: AuditFilters,
) {
  let entries =
    person === undefined
      ? trx.selectFrom('audit_entry').select(['n', 'line']).where('school', '=', school)
      : viewsOf(trx, school, person);
  if (action !== undefined) entries = entries.where('action', '=', action);
  if (subject !== undefined) entries = entries.where('subject', '=', subject);
  if (account !== undefined) entries = entries.where('account', '=', account);
  if (from !== undefined) entries = entries.where('at', '>=', new Date(from));
  if (until !== undefined) entries = entries.where('at', '<', new Date(until));
  return entries;
}
