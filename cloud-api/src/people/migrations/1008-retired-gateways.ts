import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A gateway that is taken out of service says when, in two ways: when that was told (nothing is taken from it any more),
 * and until when it really served (until then its silence is doubt). Whoever answers for gateways hears of every change.
 */
export const retiredGateways: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table gateway add column retired_at timestamptz, add column served_until timestamptz`.execute(
      db,
    );
    await sql`update gateway set retired_at = now(), served_until = now() where state = 'retired'`.execute(
      db,
    );
    await sql`alter table gateway add constraint gateway_retired check (
      (state = 'retired') = (retired_at is not null) and (retired_at is null) = (served_until is null)
      and served_until <= retired_at)`.execute(db);
    await sql`create function vratar_gateways_changed() returns trigger language plpgsql as $$
      begin perform pg_notify('vratar_gateways', ''); return null; end $$`.execute(db);
    // By rows: each group of messages with a greeting updates those that are new, and seldom finds one.
    await sql`create trigger gateways_added after insert on gateway
      for each row execute function vratar_gateways_changed()`.execute(db);
    await sql`create trigger gateways_changed after update of state, school, site on gateway for each row
      when ((old.state, old.school, old.site) is distinct from (new.state, new.school, new.site))
      execute function vratar_gateways_changed()`.execute(db);
  },
};
