import { Type } from 'typebox';
import { type AddSchoolRoute, ById, exactly, nothing } from '../../api/index.ts';
import { actorOf } from '../../attendance/decide/actor-of.ts';
import { type LessonRouteParts, readContext } from '../../attendance/decide/routes/lesson-routes.ts';
import { audit } from '../../audit/index.ts';
import { answerCorrection } from '../corrections/answer.ts';
import { readCorrections } from './read-corrections.ts';
import { CorrectionBody, CorrectionView } from './schema.ts';

const ACT = 'month.sign';

/** What later evidence says against signed months. */
export function correctionRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  add({
    method: 'GET',
    url: '/corrections',
    summary: 'List what later evidence says against signed months',
    tag: 'month',
    act: ACT,
    answer: exactly({ items: Type.Array(CorrectionView) }),
    handle: async (input) => {
      const items = await readCorrections(readContext(parts, input));
      await audit(input.trx, {
        action: 'name_seen',
        subject: `school:${input.school}`,
        detail: { view: 'corrections' },
      });
      return { items };
    },
  });

  add({
    method: 'POST',
    url: '/corrections/:id/answer',
    summary: 'Send a correction on, or leave the signed number',
    tag: 'month',
    act: ACT,
    params: ById,
    body: CorrectionBody,
    answer: nothing,
    handle: ({ trx, caller, now, params, body }) =>
      answerCorrection({ trx, actor: actorOf(caller, ACT), now: now.getTime() }, params.id, body),
  });
}
