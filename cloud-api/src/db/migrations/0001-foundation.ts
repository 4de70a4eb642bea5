import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What every capability stands on: the setting that names the school, and the way to enqueue a job. */
export const foundation: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`grant usage on schema public to vratar_api, vratar_ingest, vratar_jobs`.execute(db);

    // In SQL, so that the planner sees through it to an index on the school.
    await sql`create function vratar_school() returns uuid language sql stable parallel safe
      return nullif(current_setting('vratar.school', true), '')::uuid`.execute(db);
    await sql`create function vratar_account() returns uuid language sql stable parallel safe
      return nullif(current_setting('vratar.account', true), '')::uuid`.execute(db);

    // Roles may add jobs but not read them: a payload may name another school's rows.
    await sql`create function vratar_enqueue(task text, payload json, queue text default null,
        job_key text default null, run_at timestamptz default null, job_key_mode text default 'replace')
      returns void language plpgsql security definer set search_path = pg_catalog, graphile_worker, pg_temp as $$
      begin
        perform graphile_worker.add_job(identifier => task, payload => payload, queue_name => queue,
          run_at => run_at, job_key => job_key, job_key_mode => job_key_mode);
      end $$`.execute(db);
    await sql`grant execute on function vratar_enqueue to vratar_api, vratar_ingest, vratar_jobs`.execute(db);
  },
};
