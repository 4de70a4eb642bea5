import { VratarError } from '@vratar/protocol/errors';
import { isPreschool } from '../../attendance/decide/preschool.ts';
import { audit } from '../../audit/index.ts';
import { encodeCp1251 } from '../files/cp1251.ts';
import type { FileProblem } from '../files/read-neispuo.ts';
import { lastDayOf, type Month } from '../month.ts';
import type { ActContext } from '../submission/submit.ts';
import { type AspAnswer, writeAspAnswers } from './answers-file.ts';
import { type AspDecision, aspRefusal } from './asp-row.ts';
import { type AspAct, type AspCampaignState, stepAsp } from './campaign-state.ts';
import { type AspListRow, readAspList } from './list-file.ts';
import { schoolDaysFor } from './school-days-for.ts';

/**
 * Reads the agency's list of a month in, whole or not at all. Lines are sealed: they name people (D22).
 * @returns how many rows, and how many name nobody of the school
 */
export async function importAspList(
  { trx, vault, actor }: ActContext,
  month: Month,
  window: { readonly opens: number; readonly closes: number },
  bytes: Uint8Array,
): Promise<{ rows: number; unknown: number }> {
  const { rows, problems } = readAspList(bytes);
  const [problem] = problems;
  if (problem !== undefined)
    throw new VratarError('file_row_invalid', { why: problem.text }, placeOf(problem));
  if (window.closes <= window.opens) throw new VratarError('campaign_dates', {}, { field: 'query/closes' });
  await dropUntouched(trx, actor.school, month);
  const dates = { opens_at: new Date(window.opens), closes_at: new Date(window.closes) };
  const state = rows.length === 0 ? ('ready' as const) : ('started' as const);
  const { id: campaign } = await trx
    .insertInto('asp_campaign')
    .values({ school: actor.school, month, ...dates, state, signed_by: null, signed_at: null })
    .onConflict((conflict) => conflict.columns(['school', 'month']).doUpdateSet({ ...dates, state }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const [own, network] = [await vault.school(trx, actor.school), await vault.network(trx)];
  let unknown = 0;
  for (const [index, row] of rows.entries()) {
    await assertOurs(trx, actor.school, month, row);
    const pupil = await pupilOf(
      trx,
      actor.school,
      month,
      network.identifier(row.identifierType, row.identifier),
    );
    if (pupil === undefined) unknown += 1;
    const { version, sealed } = own.seal(Buffer.from(row.line), `asp:${campaign}:${index + 1}`);
    await trx
      .insertInto('asp_row')
      .values({
        campaign,
        school: actor.school,
        number: index + 1,
        person: pupil?.person ?? null,
        sealed,
        seal_version: version,
        kind: row.kind,
        preschool: pupil !== undefined && isPreschool(pupil.grade),
        absences: row.absences,
        days: row.days,
        state: 'review',
        corrected: null,
        note: '',
        account: null,
        decided_at: null,
      })
      .execute();
  }
  return { rows: rows.length, unknown };
}

/**
 * A list that was read in by mistake may be replaced while nobody has answered any of it.
 * @throws VratarError `campaign_begun`
 */
async function dropUntouched(trx: ActContext['trx'], school: string, month: Month): Promise<void> {
  const found = await trx
    .selectFrom('asp_campaign')
    .select(['id', 'state'])
    .where('school', '=', school)
    .where('month', '=', month)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) return;
  if (found.state !== 'started' && found.state !== 'ready') throw new VratarError('campaign_begun');
  const answered = await trx
    .selectFrom('asp_row')
    .select('id')
    .where('campaign', '=', found.id)
    .where('state', '<>', 'review')
    .executeTakeFirst();
  if (answered !== undefined) throw new VratarError('campaign_begun');
  await trx.deleteFrom('asp_row').where('campaign', '=', found.id).execute();
}

const placeOf = ({ row, field }: Pick<FileProblem, 'row' | 'field'>) => ({
  line: row,
  ...(field === undefined ? {} : { field: String(field) }),
});

async function assertOurs(
  trx: ActContext['trx'],
  school: string,
  month: Month,
  { row, year, month: of, institution }: AspListRow,
): Promise<void> {
  const { code } = await trx
    .selectFrom('school')
    .select('code')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const isOfMonth = `${year}-${String(of).padStart(2, '0')}-01` === month;
  if (institution === code && isOfMonth) return;
  const [field, what] = institution === code ? [1, 'друг месец'] : [2, 'друга институция'];
  const why = `[Ред: ${row}] Редът е за ${what}.`;
  throw new VratarError('file_row_invalid', { why }, placeOf({ row, field }));
}

function pupilOf(trx: ActContext['trx'], school: string, month: Month, index: Buffer) {
  return trx
    .selectFrom('person')
    .innerJoin('enrolment', 'enrolment.person', 'person.id')
    .innerJoin('class', 'class.id', 'enrolment.class')
    .select(['person.id as person', 'class.grade'])
    .where('person.identifier_index', '=', index)
    .where('person.kind', '=', 'student')
    .where('enrolment.school', '=', school)
    .where('enrolment.withdrawn_at', 'is', null)
    .where('enrolment.first_day', '<=', lastDayOf(month))
    .orderBy('enrolment.first_day', 'desc')
    .executeTakeFirst();
}

/** Answers one row of the list, and no other (g3). */
export async function decideAspRow(
  context: ActContext,
  month: Month,
  number: number,
  decision: AspDecision,
): Promise<AspCampaignState> {
  const { trx, cache, actor } = context;
  const campaign = await openCampaign(context, month);
  const row = await trx
    .selectFrom('asp_row')
    .selectAll()
    .where('campaign', '=', campaign.id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('row_unknown');
  const others = (await undecidedOf(trx, campaign.id)) - (row.state === 'review' ? 1 : 0);
  const state = stepOrThrow(context, campaign, 'decide', others);
  const facts = (await cache.current(trx, [actor.school])).get(actor.school);
  const schoolDays = facts === undefined ? 0 : await schoolDaysFor(trx, facts, row.person, month);
  const refusal = aspRefusal({ ...row, absences: Number(row.absences) }, decision, schoolDays);
  if (refusal !== undefined) throw new VratarError(refusal, {}, { field: `/${number}` });
  const refused = decision.decision === 'refuse';
  await trx
    .updateTable('asp_row')
    .set({
      state: refused ? 'refused' : 'confirmed',
      corrected: refused ? decision.corrected : null,
      note: refused ? decision.note : '',
      account: actor.account,
      decided_at: new Date(context.now),
    })
    .where('id', '=', row.id)
    .execute();
  await move(context, campaign.id, state);
  return state;
}

/** Signs the campaign, takes the signature back, or (by the clock) closes it. */
export async function actOnCampaign(
  context: ActContext,
  month: Month,
  act: Exclude<AspAct, 'decide'>,
): Promise<AspCampaignState> {
  const campaign = await openCampaign(context, month);
  const state = stepOrThrow(context, campaign, act, await undecidedOf(context.trx, campaign.id));
  await move(context, campaign.id, state);
  if (act === 'sign') {
    await audit(context.trx, {
      action: 'month_signed',
      subject: `asp:${month}`,
      detail: { campaign: campaign.id },
    });
  }
  return state;
}

/** The file of answers; only of a campaign that is signed. */
export async function aspAnswers({ trx, vault, actor }: ActContext, month: Month): Promise<Buffer> {
  const rows = await trx
    .selectFrom('asp_row')
    .innerJoin('asp_campaign', 'asp_campaign.id', 'asp_row.campaign')
    .selectAll('asp_row')
    .where('asp_campaign.school', '=', actor.school)
    .where('asp_campaign.month', '=', month)
    .where('asp_campaign.state', 'in', ['signed', 'final'])
    .orderBy('asp_row.number')
    .execute();
  if (rows.length === 0) throw new VratarError('not_signed');
  const own = await vault.school(trx, actor.school);
  const answers = rows.map((row): AspAnswer => {
    const value = { version: row.seal_version, sealed: row.sealed };
    const line = own.unseal(value, `asp:${row.campaign}:${row.number}`);
    const [read] = readAspList(encodeCp1251(line.toString())).rows;
    const corrected = row.corrected === null ? undefined : Number(row.corrected);
    return { row: read as AspListRow, state: row.state, corrected };
  });
  return writeAspAnswers(answers);
}

interface OpenCampaign {
  readonly id: string;
  readonly state: AspCampaignState;
  readonly window: { readonly opens: number; readonly closes: number };
}

async function openCampaign({ trx, actor }: ActContext, month: Month): Promise<OpenCampaign> {
  const found = await trx
    .selectFrom('asp_campaign')
    .select(['id', 'state', 'opens_at', 'closes_at'])
    .where('school', '=', actor.school)
    .where('month', '=', month)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) throw new VratarError('campaign_unknown');
  const window = { opens: found.opens_at.getTime(), closes: found.closes_at.getTime() };
  return { id: found.id, state: found.state, window };
}

function stepOrThrow(
  { actor, now }: ActContext,
  { state, window }: OpenCampaign,
  act: AspAct,
  undecided: number,
): AspCampaignState {
  const step = stepAsp(state, act, { signs: actor.signs, now, window, undecided });
  if (!step.ok) throw new VratarError(step.code, { count: step.count ?? 0 });
  return step.state;
}

async function undecidedOf(trx: ActContext['trx'], campaign: string): Promise<number> {
  const { count } = await trx
    .selectFrom('asp_row')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('campaign', '=', campaign)
    .where('state', '=', 'review')
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function move(
  { trx, actor, now }: ActContext,
  campaign: string,
  state: AspCampaignState,
): Promise<void> {
  const signed = state === 'signed' ? { signed_by: actor.account, signed_at: new Date(now) } : {};
  await trx
    .updateTable('asp_campaign')
    .set({ state, ...signed })
    .where('id', '=', campaign)
    .execute();
}
