import { type AddSchoolRoute, ById, fileOf, nothing, type SchoolInput } from '../../api/index.ts';
import type { SchoolCache } from '../../attendance/store/school-cache.ts';
import type { NamesOf } from '../../attendance/today/names.ts';
import { audit } from '../../audit/index.ts';
import type { ActContext } from '../submission/submit.ts';
import { draftSignals, type SignalWish } from './draft-signals.ts';
import { moveSignal, readSignal, type SignalMove } from './move-signal.ts';
import { readAtRisk } from './read-at-risk.ts';
import { readSignals } from './read-signals.ts';
import { endRisk } from './risk-status.ts';
import {
  AtRiskList,
  AtRiskQuery,
  DraftBody,
  Drafted,
  EndRiskBody,
  MoveBody,
  SignalPage,
  SignalQuery,
} from './schema.ts';

const PDF = 'application/pdf';

type Base = Pick<
  SchoolInput<undefined, undefined, undefined>,
  'trx' | 'vault' | 'school' | 'account' | 'now'
>;

/** The at-risk selection and the signals of чл. 347, for the principal and who has the act by delegation. */
export function signalRoutes(add: AddSchoolRoute, cache: SchoolCache, names: NamesOf): void {
  // The route has checked the act for the whole school: whoever comes here signs signals.
  const contextOf = ({ trx, vault, school, account, now }: Base): ActContext => ({
    trx,
    vault,
    cache,
    actor: { school, account, classes: 'all', signs: true },
    now: now.getTime(),
  });
  const shared = { tag: 'month', act: 'signals.send' } as const;

  add({
    ...shared,
    method: 'GET',
    url: '/at-risk',
    summary: 'List the pupils at risk, with all absences of the year up to a day',
    query: AtRiskQuery,
    answer: AtRiskList,
    handle: async (input) => {
      const { trx, school, query } = input;
      const list = await readAtRisk(contextOf(input), query.day, query.selection ?? 'risk');
      const detail = { view: 'at_risk', ...query, pupils: list.pupils.length };
      await audit(trx, { action: 'name_seen', subject: `school:${school}`, detail });
      return list;
    },
  });

  add({
    ...shared,
    method: 'POST',
    url: '/at-risk/end',
    summary: 'Take the status „в риск“ from pupils',
    body: EndRiskBody,
    answer: nothing,
    handle: async (input) => {
      await endRisk(contextOf(input), input.body.persons, input.body.endedOn);
    },
  });

  add({
    ...shared,
    method: 'GET',
    url: '/signals',
    summary: 'List signals, newest first',
    query: SignalQuery,
    answer: SignalPage,
    handle: async ({ trx, vault, school, query }) => {
      const page = await readSignals({ trx, vault, names }, school, query);
      const detail = { view: 'signals', signals: page.items.map(({ number }) => number) };
      await audit(trx, { action: 'name_seen', subject: `school:${school}`, detail });
      return page;
    },
  });

  add({
    ...shared,
    method: 'POST',
    url: '/signals',
    summary: 'Draft signals for pupils of an at-risk selection',
    body: DraftBody,
    answer: Drafted,
    status: 201,
    handle: async (input) => {
      const { drafted, underWay } = await draftSignals(contextOf(input), input.body as SignalWish);
      return { drafted: [...drafted], underWay: [...underWay] };
    },
  });

  add({
    ...shared,
    method: 'POST',
    url: '/signals/:id/moves',
    summary: 'Sign a signal, note that it was sent, acknowledged or answered, or withdraw it',
    params: ById,
    body: MoveBody,
    answer: nothing,
    handle: (input) => moveSignal(contextOf(input), input.params.id, input.body as SignalMove),
  });

  add({
    ...shared,
    method: 'GET',
    url: '/signals/:id/letter',
    summary: 'Download the letter of a signal, as it was signed or as a draft',
    params: ById,
    answer: fileOf(PDF),
    handle: async (input) => ({
      type: PDF,
      name: `signal-${input.params.id}.pdf`,
      bytes: await readSignal(contextOf(input), input.params.id),
    }),
  });
}
