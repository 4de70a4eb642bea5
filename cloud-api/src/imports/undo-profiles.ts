import { VratarError } from '@vratar/protocol/errors';
import type { RosterContext } from '../roster/index.ts';
import { wordRows } from '../vault/index.ts';
import type { Step } from './step.ts';

type ProfileChanged = Extract<Step, { did: 'profile_changed' }>;

/** Puts sealed profiles back byte for byte. @throws VratarError `import_used` where somebody changed one since */
export async function undoProfiles(context: RosterContext, steps: readonly ProfileChanged[]): Promise<void> {
  const { trx, vault, school } = context;
  const own = await vault.school(trx, school);
  let changedSince = 0;
  for (const step of steps) {
    const before = Buffer.from(step.before, 'base64');
    const { numUpdatedRows } = await trx
      .updateTable('person')
      .set({
        profile: before,
        identifier_type: step.beforeType as 0 | 1 | 2 | null,
        identifier_index: step.beforeIndex === null ? null : Buffer.from(step.beforeIndex, 'base64'),
      })
      .where('id', '=', step.person)
      .where('profile', '=', Buffer.from(step.after, 'base64'))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      changedSince += 1;
      continue;
    }
    const key = await trx
      .selectFrom('person_key')
      .selectAll()
      .where('person', '=', step.person)
      .executeTakeFirstOrThrow();
    await trx.deleteFrom('person_word').where('person', '=', step.person).execute();
    await trx
      .insertInto('person_word')
      .values(wordRows(own, step.person, own.openProfile(step.person, key, before)))
      .execute();
  }
  if (changedSince > 0) throw new VratarError('import_used', { count: changedSince });
}
