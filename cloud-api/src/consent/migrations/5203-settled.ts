import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Refusals whose card was back before the desk settled them by itself, or whose card came back at the very moment of the
 * refusal, take effect now, each with an entry in the log of its school. One whose last card is stopped or lost, and not
 * back, goes on waiting.
 */
export const settled: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`do $$
      declare waiting record;
      begin
        for waiting in update person p set tracking = 'pass_only'
          where p.tracking = 'full' and p.erased_at is null
            and (select c.given from consent c
              where c.school = p.school and c.person = p.id and c.purpose = 'processing'
              order by c.signed_on desc, c.recorded_at desc, c.id desc limit 1) is false
            and not exists (select from credential_holding h join credential k on k.id = h.credential
              where h.person = p.id and (h.ended_at is null or k.state in ('lost', 'blocked') and not exists (
                select from credential_holding n where n.valid_from > h.valid_from
                  and (n.credential = h.credential or n.person = h.person))))
          returning p.id, p.school
        loop
          perform set_config('vratar.school', waiting.school::text, true);
          perform vratar_audit('person_changed', 'person:' || waiting.id, '{"fields": ["tracking"]}'::jsonb);
        end loop;
        perform set_config('vratar.school', '', true);
      end $$`.execute(db);
  },
};
