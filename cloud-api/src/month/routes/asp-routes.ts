import { Type } from 'typebox';
import { type AddSchoolRoute, exactly, fileOf, Moment, type SchoolInput } from '../../api/index.ts';
import { actorOf } from '../../attendance/decide/actor-of.ts';
import { type LessonRouteParts, readContext } from '../../attendance/decide/routes/lesson-routes.ts';
import { audit } from '../../audit/index.ts';
import type { AspDecision } from '../asp/asp-row.ts';
import { actOnCampaign, aspAnswers, decideAspRow, importAspList } from '../asp/campaign.ts';
import { monthOfName } from './month-param.ts';
import { readAsp } from './read-asp.ts';
import { type AspDecisionBody, AspView, AspDecisionBody as DecisionBody, MonthName } from './schema.ts';

const ByMonth = exactly({ month: MonthName });
const ByRow = exactly({ month: MonthName, number: Type.Integer({ minimum: 1, maximum: 100_000 }) });
const ListImported = Type.Object({ rows: Type.Integer(), unknown: Type.Integer() });
const TEXT = 'text/plain; charset=windows-1251';
const ACT = 'asp.confirm';

/** Confirmations that the agency for social assistance asks for. */
export function aspRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  type Asked = Pick<SchoolInput<undefined, undefined, undefined>, 'trx' | 'vault' | 'caller' | 'now'>;
  const context = ({ trx, vault, caller, now }: Asked) => ({
    trx,
    vault,
    cache: parts.cache,
    actor: actorOf(caller, ACT),
    now: now.getTime(),
  });

  add({
    method: 'GET',
    url: '/months/:month/asp',
    summary: 'Show the agency’s list with the answers so far',
    tag: 'month',
    act: ACT,
    params: ByMonth,
    answer: AspView,
    handle: async (input) => {
      const month = monthOfName(input.params.month);
      const reading = { ...readContext(parts, input), vault: input.vault };
      const view = await readAsp(reading, actorOf(input.caller, ACT), month);
      await audit(input.trx, {
        action: 'name_seen',
        subject: `school:${input.school}`,
        detail: { view: 'asp', month },
      });
      return view;
    },
  });

  add({
    method: 'POST',
    url: '/months/:month/asp/list',
    summary: 'Read the agency’s list in, whole or not at all',
    tag: 'month',
    act: ACT,
    params: ByMonth,
    query: exactly({ opens: Moment, closes: Moment }),
    upload: ['text/plain', 'application/octet-stream'],
    answer: ListImported,
    status: 201,
    handle: (input) => {
      const { opens, closes } = input.query;
      const window = { opens: Date.parse(opens), closes: Date.parse(closes) };
      return importAspList(context(input), monthOfName(input.params.month), window, input.body as Buffer);
    },
  });

  add({
    method: 'PUT',
    url: '/months/:month/asp/rows/:number',
    summary: 'Confirm or refuse a row of the agency’s list',
    tag: 'month',
    act: ACT,
    params: ByRow,
    body: DecisionBody,
    answer: AspView,
    handle: async (input) => {
      const month = monthOfName(input.params.month);
      await decideAspRow(context(input), month, input.params.number, decisionOf(input.body));
      return readAsp({ ...readContext(parts, input), vault: input.vault }, actorOf(input.caller, ACT), month);
    },
  });

  add({
    method: 'POST',
    url: '/months/:month/asp/acts',
    summary: 'Sign the answers, or take the signature back',
    tag: 'month',
    act: ACT,
    params: ByMonth,
    body: exactly({ act: Type.Enum(['sign', 'unsign']) }),
    answer: AspView,
    handle: async (input) => {
      const month = monthOfName(input.params.month);
      await actOnCampaign(context(input), month, input.body.act);
      return readAsp({ ...readContext(parts, input), vault: input.vault }, actorOf(input.caller, ACT), month);
    },
  });

  add({
    method: 'GET',
    url: '/months/:month/asp/answers',
    summary: 'Download the signed answers for the agency',
    tag: 'month',
    act: ACT,
    params: ByMonth,
    answer: fileOf(TEXT),
    handle: async (input) => {
      const { month } = input.params;
      const bytes = await aspAnswers(context(input), monthOfName(month));
      await audit(input.trx, {
        action: 'list_exported',
        subject: `month:${monthOfName(month)}`,
        detail: { what: 'asp_answers' },
      });
      return { type: TEXT, name: `asp_${month}.txt`, bytes };
    },
  });
}

function decisionOf({ decision, corrected, note, override }: AspDecisionBody): AspDecision {
  if (decision === 'confirm') return { decision };
  // A number that is missing is none of those that a refusal may have.
  const refusal = { decision, corrected: corrected ?? Number.NaN, note: note ?? '' };
  return override === undefined ? refusal : { ...refusal, override };
}
