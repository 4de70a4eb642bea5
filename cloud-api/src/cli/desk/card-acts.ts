import { VratarError } from '@vratar/protocol/errors';
import { Command, Option } from 'commander';
import { cardOf } from './card-of.ts';
import { type Desk, type DeskTools, type InPerson, inPerson } from './in-person.ts';
import { atDesk } from './options.ts';

interface Signed {
  readonly signedOn?: string;
  readonly document?: string;
}
interface Issue extends InPerson, Signed {
  readonly json?: boolean;
  readonly person?: string;
  readonly visitor?: boolean;
  readonly unnamed?: boolean;
  readonly until?: string;
}

/** What the officer does with one card. */
export function cardActs(tools: DeskTools): readonly Command[] {
  const act = (name: string, description: string) =>
    atDesk(new Command(name)).description(description).argument('<card>', 'label, id or number; - reads it');
  const plain = (name: string, description: string, path = name, body: object = {}) =>
    act(name, description).action((card: string, { json = false, ...who }: InPerson & { json?: boolean }) =>
      inPerson(tools, who, async (desk) => {
        const id = await cardOf(desk, card);
        await desk.call('POST', `/cards/${id}/${path}`, body);
        done(json, { card: id });
      }),
    );
  const issue = act('issue', 'give a card of the stock to somebody')
    .option('--person <number>', 'account number of a pupil or a member of staff')
    .option('--visitor', 'to a visitor, whose name is not kept; needs --until')
    .option('--unnamed', 'signed for, to a family that refused processing; needs --signed-on')
    .option('--until <moment>', 'lent until then, such as 2026-11-23T18:00+02:00')
    .option('--signed-on <day>', 'YYYY-MM-DD')
    .option('--document <place>', 'where the signed page is kept')
    .action((card: string, { json = false, ...asked }: Issue) =>
      inPerson(tools, asked, async (desk) => {
        const body = await issueBody(desk, asked);
        const id = await cardOf(desk, card);
        const answer = await desk.call<object>('POST', `/cards/${id}/issue`, body);
        done(json, { card: id, ...answer });
      }),
    );
  const replace = act('replace', 'give another card of the stock for one that is lost or does not work')
    .argument('<next>', 'the other card')
    .addOption(new Option('--reason <why>').choices(['lost', 'damaged', 'defect']).makeOptionMandatory())
    .option('--signed-on <day>', 'for a card without a name')
    .option('--document <place>', 'where the signed page is kept')
    .action((card: string, next: string, asked: InPerson & Signed & { reason: string; json?: boolean }) =>
      inPerson(tools, asked, async (desk) => {
        const id = await cardOf(desk, card);
        const { reason } = asked;
        const body = { next: await cardOf(desk, next), reason, ...signature(asked) };
        const answer = await desk.call<object>('POST', `/cards/${id}/replace`, body);
        done(asked.json ?? false, { card: id, ...answer });
      }),
    );
  return [
    issue,
    plain('lost', 'stop a card that was lost; the finder is told where to bring it', 'block', {
      reason: 'lost',
    }),
    plain('block', 'stop a card at every gate', 'block', { reason: 'blocked' }),
    plain('unblock', 'give a stopped card back to whom it was taken from'),
    plain('return', 'take a card back into the stock'),
    replace,
  ];
}

async function issueBody(desk: Desk, { person, visitor, unnamed, until, ...signed }: Issue): Promise<object> {
  const ways = [person !== undefined, visitor === true, unnamed === true].filter(Boolean).length;
  if (ways !== 1) throw new VratarError('desk_whom');
  if (unnamed) return { kind: 'pass_only', ...signature(signed) };
  if (visitor) return { kind: 'visitor', ...lent(until) };
  const { id, kind } = await desk.person(person!);
  if (until !== undefined) return { kind: 'temporary', person: id, ...lent(until) };
  return { kind: kind === 'staff' ? 'staff' : 'pupil', person: id };
}

/** @throws VratarError `desk_until` for what is no moment */
function lent(until: string | undefined): { until: string } {
  const at = new Date(until ?? Number.NaN);
  if (Number.isNaN(at.getTime())) throw new VratarError('desk_until', {}, { field: '--until' });
  return { until: at.toISOString() };
}

const signature = ({ signedOn, document }: Signed) =>
  signedOn === undefined ? {} : { signature: { signedOn, ...(document === undefined ? {} : { document }) } };

const done = (json: boolean, answer: object) =>
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : 'done\n');
