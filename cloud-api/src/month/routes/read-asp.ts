import { VratarError } from '@vratar/protocol/errors';
import type { Actor } from '../../attendance/decide/actor.ts';
import { authorsOf } from '../../attendance/decide/authors.ts';
import { factsOf, type ReadContext } from '../../attendance/decide/read-context.ts';
import type { Vault } from '../../vault/index.ts';
import { type AspAct, stepAsp } from '../asp/campaign-state.ts';
import { readAspList } from '../asp/list-file.ts';
import { encodeCp1251 } from '../files/cp1251.ts';
import type { Month } from '../month.ts';
import { monthTotals } from '../totals/month-totals.ts';
import { nameOfMonth } from './month-param.ts';
import type { AspRowView, AspView, Possible } from './schema.ts';

/**
 * The agency's list of a month with what was answered, and what our own books say beside it.
 * @throws VratarError `campaign_unknown`
 */
export async function readAsp(
  context: ReadContext & { readonly vault: Vault },
  actor: Pick<Actor, 'signs'>,
  month: Month,
): Promise<AspView> {
  const { trx, school, now } = context;
  const facts = await factsOf(context);
  const campaign = await trx
    .selectFrom('asp_campaign')
    .select(['id', 'state', 'opens_at', 'closes_at'])
    .where('school', '=', school)
    .where('month', '=', month)
    .executeTakeFirst();
  if (campaign === undefined) throw new VratarError('campaign_unknown');
  const rows = await rowsOf(context, campaign.id, month);
  const window = { opens: campaign.opens_at.getTime(), closes: campaign.closes_at.getTime() };
  const undecided = rows.filter((row) => row.state === 'review').length;
  const can = (act: AspAct): Possible => {
    const step = stepAsp(campaign.state, act, { signs: actor.signs, now, window, undecided });
    return step.ok
      ? { ok: true }
      : { ok: false, code: step.code, ...(step.count === undefined ? {} : { count: step.count }) };
  };
  return {
    month: nameOfMonth(month),
    now,
    timezone: facts.calendar.timezone,
    state: campaign.state,
    window,
    rows,
    can: { sign: can('sign'), unsign: can('unsign') },
  };
}

async function rowsOf(
  context: ReadContext & { readonly vault: Vault },
  campaign: string,
  month: Month,
): Promise<AspRowView[]> {
  const { trx, school, names, vault } = context;
  const facts = await factsOf(context);
  const rows = await trx
    .selectFrom('asp_row')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('number')
    .execute();
  const own = await vault.school(trx, school);
  const totals = new Map((await monthTotals(trx, school, month)).map((row) => [row.person, row]));
  const authors = await authorsOf(
    trx,
    names,
    school,
    rows.map((row) => row.account),
  );
  return rows.map((row): AspRowView => {
    const sealed = { version: row.seal_version, sealed: row.sealed };
    const line = own.unseal(sealed, `asp:${campaign}:${row.number}`).toString();
    const [read] = readAspList(encodeCp1251(line)).rows;
    const ours = row.person === null ? undefined : totals.get(row.person);
    const className = ours === undefined ? undefined : facts.calendar.classes.get(ours.class)?.name;
    return {
      number: row.number,
      name: read?.names.filter((part) => part !== '').join(' ') ?? '',
      ...(row.person === null ? {} : { person: row.person }),
      ...(className === undefined ? {} : { class: className }),
      kind: row.kind,
      preschool: row.preschool,
      absences: Number(row.absences),
      days: row.days,
      ...(ours === undefined ? {} : { ours: ours.unexcusedHalves / 2 }),
      state: row.state,
      ...(row.corrected === null ? {} : { corrected: Number(row.corrected) }),
      note: row.note,
      ...(row.decided_at === null
        ? {}
        : { at: row.decided_at.getTime(), by: authors.get(row.account) ?? {} }),
    };
  });
}
