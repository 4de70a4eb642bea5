import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { peopleChanged } from '../cards/index.ts';
import type { RosterContext } from '../roster/index.ts';
import type { Step } from './step.ts';
import { undoEnrolments } from './undo-enrolments.ts';
import { undoProfiles } from './undo-profiles.ts';

/**
 * Takes an import back as if it had not been: people it added go, what it changed is as before. The past keeps that
 * it happened (facts are withdrawn, the log has both).
 * @throws VratarError `import_unknown`, `import_undone`, `import_not_last`, `import_used`
 */
export async function undoImport(context: RosterContext, id: string): Promise<void> {
  const { trx, school, now } = context;
  await trx.selectFrom('school').select('id').where('id', '=', school).forUpdate().execute();
  const done = await trx
    .selectFrom('roster_import')
    .selectAll()
    .where('id', '=', id)
    .where('school', '=', school)
    .executeTakeFirst();
  if (done === undefined) throw new VratarError('import_unknown');
  if (done.undone_at !== null) throw new VratarError('import_undone');
  const later = await trx
    .selectFrom('roster_import')
    .select('id')
    .where('school', '=', school)
    .where('kind', '=', done.kind)
    .where('undone_at', 'is', null)
    .where('applied_at', '>', done.applied_at)
    .limit(1)
    .executeTakeFirst();
  if (later !== undefined) throw new VratarError('import_not_last');

  const rows = await trx
    .selectFrom('roster_import_step')
    .select('step')
    .where('import', '=', id)
    .orderBy('n')
    .execute();
  await undoSteps(
    context,
    rows.map((row) => row.step),
    done.applied_at,
  );
  await trx.updateTable('roster_import').set({ undone_at: now }).where('id', '=', id).execute();
  await audit(trx, { action: 'roster_undone', subject: `import:${id}`, detail: { kind: done.kind } });
}

type Did<D extends Step['did']> = Extract<Step, { did: D }>;

async function undoSteps(context: RosterContext, steps: readonly Step[], appliedAt: Date): Promise<void> {
  const { trx, now } = context;
  const of = <D extends Step['did']>(did: D) => steps.filter((step): step is Did<D> => step.did === did);
  const added = of('person_added').map((step) => step.person);
  await assertUnused(context, added);

  const guardianships = of('guardianship_added').map((step) => step.guardianship);
  if (guardianships.length > 0)
    await trx.deleteFrom('guardianship').where('id', 'in', guardianships).execute();
  const employments = of('employment_added').map((step) => step.employment);
  if (employments.length > 0) await trx.deleteFrom('employment').where('id', 'in', employments).execute();
  for (const [table, ids] of [
    ['class_teacher', of('class_teacher_added').map((step) => step.classTeacher)],
    ['timetable', of('timetable_added').map((step) => step.timetable)],
  ] as const) {
    if (ids.length > 0)
      await trx.updateTable(table).set({ withdrawn_at: now }).where('id', 'in', ids).execute();
  }
  const moved = of('enrolment_changed').map((step) => step.person);
  await undoEnrolments(context, moved, appliedAt);
  await undoProfiles(context, of('profile_changed'));
  if (added.length > 0) await trx.deleteFrom('person').where('id', 'in', added).execute();
  await dropUnused(
    context,
    of('class_added').map((step) => step.class),
    of('subject_added').map((step) => step.subject),
  );
  await peopleChanged(
    context,
    moved.filter((person) => !added.includes(person)),
  );
}

/** People who have got a card, or a link from somewhere else, are no longer this import's to take back. */
async function assertUnused({ trx }: RosterContext, added: readonly string[]): Promise<void> {
  if (added.length === 0) return;
  const held = await trx
    .selectFrom('credential_holding')
    .select('person')
    .distinct()
    .where('person', 'in', added)
    .execute();
  if (held.length > 0) throw new VratarError('import_used', { count: held.length });
}

/** Classes and subjects that something else has come to use stay. */
async function dropUnused(
  { trx }: RosterContext,
  classes: readonly string[],
  subjects: readonly string[],
): Promise<void> {
  if (classes.length > 0) {
    await trx
      .deleteFrom('class')
      .where('id', 'in', classes)
      .where(({ not, exists, selectFrom, and }) =>
        and(
          (['enrolment', 'timetable', 'class_shift', 'class_teacher', 'calendar_day'] as const).map((table) =>
            not(exists(selectFrom(table).select('id').whereRef(`${table}.class`, '=', 'class.id'))),
          ),
        ),
      )
      .execute();
  }
  if (subjects.length > 0) await trx.deleteFrom('subject').where('id', 'in', subjects).execute();
}
