import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { openPeople } from '../people/index.ts';
import { type Row, type Section, type Subject, shaped } from './section.ts';
import { SECTION_NAMES, SECTIONS, type SectionName } from './sections/index.ts';

/** What is held of one person, in the form in which it leaves. */
export interface PersonCopy {
  readonly madeAt: string;
  /** Number of the export in the school's log. */
  readonly entry: number;
  readonly school: { readonly code: string; readonly name: string; readonly timezone: string };
  readonly person: Row & { readonly accountNo: string };
  readonly held: Readonly<Record<SectionName, readonly Row[]>>;
}

export type CopyFormat = 'json' | 'pdf';

/**
 * Reads everything that the school holds of a person (GDPR 15, D16), and logs that it was taken out. What is read is the
 * log before this entry: the copy tells nobody of itself.
 * @throws VratarError `person_not_here`
 */
export async function readExport(
  context: Omit<Subject, 'accounts'>,
  format: CopyFormat,
  now: Date,
): Promise<PersonCopy> {
  const { trx, school, person } = context;
  const record = await readRecord(context);
  const roles = await trx
    .selectFrom('role_assignment')
    .select('account')
    .distinct()
    .where('school', '=', school)
    .where('person', '=', person)
    .execute();
  const subject = { ...context, accounts: roles.map(({ account }) => account) };
  const held: Partial<Record<SectionName, readonly Row[]>> = {};
  for (const name of SECTION_NAMES) {
    const section: Section = SECTIONS[name];
    held[name] = shaped(section, await section.read(subject));
  }
  const of = await trx
    .selectFrom('school')
    .select(['code', 'name', 'timezone'])
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const rows = Object.values(held).reduce((sum, some) => sum + some.length, 0);
  const entry = await audit(trx, {
    action: 'subject_export',
    subject: `person:${person}`,
    detail: { format, rows },
  });
  const all = held as Record<SectionName, readonly Row[]>;
  return { madeAt: now.toISOString(), entry, school: of, person: record, held: all };
}

async function readRecord(context: Omit<Subject, 'accounts'>) {
  const [opened] = await openPeople(context, [context.person]);
  if (opened === undefined) throw new VratarError('person_not_here', {}, { field: 'params/id' });
  const { id, accountNo, kind, tracking, profile } = opened;
  const { identifier_type: type, created_at: at } = await context.trx
    .selectFrom('person')
    .select(['identifier_type', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const entered = { enteredAt: at.toISOString(), ...(type === null ? {} : { identifierType: type }) };
  return { id, accountNo, kind, tracking, ...entered, ...profile };
}
