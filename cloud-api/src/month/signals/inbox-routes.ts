import { VratarError } from '@vratar/protocol/errors';
import type { Caller } from '../../accounts/index.ts';
import { type AddOpenRoute, ById, fileOf, nothing } from '../../api/index.ts';
import type { CloudParts } from '../../server/capability.ts';
import { answerReceived, readInbox, readReceived } from './inbox.ts';
import type { SignalMove } from './move-signal.ts';
import { AnswerBody, ReceivedPage, ReceivedQuery } from './schema.ts';

const PDF = 'application/pdf';

/** What a municipality does with the signals of the schools that wrote to it. */
export function inboxRoutes(add: AddOpenRoute, parts: Pick<CloudParts, 'api' | 'vault' | 'now'>): void {
  const shared = { tag: 'month', who: 'person' } as const;
  const assertAnswers = ({ grants }: Caller) => {
    if (!grants.some(({ role }) => role === 'municipality')) {
      throw new VratarError('not_permitted', { act: 'signals.answer' });
    }
  };

  add({
    ...shared,
    method: 'GET',
    url: '/signal-inbox',
    summary: 'List the signals that schools have sent to one’s municipality, newest first',
    query: ReceivedQuery,
    answer: ReceivedPage,
    handle: ({ caller, query }) => {
      assertAnswers(caller);
      return readInbox(parts, caller, query);
    },
  });

  add({
    ...shared,
    method: 'GET',
    url: '/signal-inbox/:id/letter',
    summary: 'Download the letter of a received signal',
    description: 'It names a child: the school’s log says who took it.',
    params: ById,
    answer: fileOf(PDF),
    handle: async ({ caller, params: { id } }) => {
      assertAnswers(caller);
      return { type: PDF, name: `signal-${id}.pdf`, bytes: await readReceived(parts, caller, id) };
    },
  });

  add({
    ...shared,
    method: 'POST',
    url: '/signal-inbox/:id/moves',
    summary: 'Acknowledge a received signal, or say what was done about it',
    params: ById,
    body: AnswerBody,
    answer: nothing,
    handle: ({ caller, params: { id }, body }) => {
      assertAnswers(caller);
      return answerReceived(parts, caller, id, body as SignalMove);
    },
  });
}
