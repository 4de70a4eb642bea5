import type { ReadContext } from './read-context.ts';

/** Names of subjects by code. */
export type SubjectNames = ReadonlyMap<string, string>;

export async function subjectNames({ trx, school }: ReadContext): Promise<SubjectNames> {
  const rows = await trx
    .selectFrom('subject')
    .select(['code', 'name'])
    .where('school', '=', school)
    .execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Subjects of one lesson-hour: a divided class has more than one. */
export function subjectText(parts: readonly { readonly subject: string }[], names: SubjectNames): string {
  return [...new Set(parts.map(({ subject }) => names.get(subject) ?? subject))].join(' / ');
}
