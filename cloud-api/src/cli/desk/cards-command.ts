import { Command, Option } from 'commander';
import type { CardView, CheckView } from '../../cards/routes/schema.ts';
import { allPages } from './all-pages.ts';
import { cardActs } from './card-acts.ts';
import { numberOf } from './card-of.ts';
import { type DeskTools, type InPerson, inPerson } from './in-person.ts';
import { atDesk } from './options.ts';
import { printRows } from './print.ts';
import { linesOf } from './standard-input.ts';

const STATES = ['stock', 'issued', 'blocked', 'lost', 'retired'];
const TYPES = ['card', 'bracelet', 'fob', 'phone', 'transit', 'temporary', 'visitor'];

interface Asked extends InPerson {
  readonly json?: boolean;
}

const COLUMNS = [
  ['label', ({ label }: CardView) => label || undefined],
  ['type', ({ type }: CardView) => type],
  ['state', ({ state }: CardView) => state],
  ['for', (card: CardView) => card.kind],
  ['holder', (card: CardView) => card.name],
  ['until', (card: CardView) => card.until],
  ['id', ({ id }: CardView) => id],
] as const;

const CARD_HELP = `
A <card> is its label, its id, or its number as a reader or a person writes it; - reads the number from standard input,
which keeps it out of the shell's history.`;

/** `vratar-cloud cards …`: the card officer's desk, when the pages cannot be reached. */
export function cardsCommand(tools: DeskTools): Command {
  const group = new Command('cards')
    .description('the card desk of a school: who has which card, and giving, stopping, taking back')
    .addHelpText('after', CARD_HELP)
    .addCommand(list(tools))
    .addCommand(show(tools))
    .addCommand(add(tools))
    .addCommand(found(tools));
  for (const act of cardActs(tools)) group.addCommand(act);
  return group;
}

const list = (tools: DeskTools) =>
  atDesk(new Command('list'))
    .description('cards of the school, the newest first')
    .addOption(new Option('--state <state>').choices(STATES))
    .addOption(new Option('--type <type>').choices(TYPES))
    .action(({ state, type, json = false, ...who }: Asked & { state?: string; type?: string }) =>
      inPerson(tools, who, async ({ call }) => {
        const filter = new URLSearchParams({ ...(state && { state }), ...(type && { type }) });
        printRows(await allPages<CardView>(call, `/cards?${filter}`), COLUMNS, json);
      }),
    );

const show = (tools: DeskTools) =>
  atDesk(new Command('show'))
    .description('what is known of the card with a number; exit code 1 when no school knows it')
    .argument('<number>', 'or - for standard input')
    .action((text: string, { json = false, ...who }: Asked) =>
      inPerson(tools, who, async ({ call }) => {
        const checked = await call<CheckView>('POST', '/cards/check', { uid: await numberOf(text) });
        process.stdout.write(json ? `${JSON.stringify(checked)}\n` : `${inWords(checked)}\n`);
        if (checked.where === 'unknown') process.exitCode = 1;
      }),
    );

const add = (tools: DeskTools) =>
  atDesk(new Command('add'))
    .description('take cards into the stock: one a line on standard input, the number and perhaps its label')
    .addOption(new Option('--type <type>').choices(TYPES).default('card'))
    .action(({ type, json = false, ...who }: Asked & { type: string }) =>
      inPerson(tools, who, async ({ call }) => {
        const cards = (await linesOf(process.stdin)).map((line) => {
          const [uid, ...label] = line.trim().split(/\t|\s{2,}|;/);
          return { uid: uid!, ...(label.length === 0 ? {} : { label: label.join(' ').trim() }) };
        });
        for (let at = 0; at < cards.length; at += 500) {
          const body = { type, cards: cards.slice(at, at + 500) };
          const { items } = await call<{ items: Outcome[] }>('POST', '/cards/batch', body);
          printRows(items, OUTCOMES, json);
          if (items.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1;
        }
      }),
    );

interface Outcome {
  readonly uid: string;
  readonly outcome: string;
  readonly problem?: string;
}
const OUTCOMES = [
  ['card', ({ uid }: Outcome) => uid],
  ['outcome', ({ outcome }: Outcome) => outcome],
  ['why', ({ problem }: Outcome) => problem],
] as const;

const found = (tools: DeskTools) =>
  atDesk(new Command('found'))
    .description('report a card that was handed in: its school is told; exit code 1 when no school knows it')
    .argument('<number>', 'or - for standard input')
    .action((text: string, { json = false, ...who }: Asked) =>
      inPerson(tools, who, async ({ call }) => {
        const answer = await call<{ known: boolean }>('POST', '/cards/found', { uid: await numberOf(text) });
        const words = answer.known ? 'its school has been told' : 'no school knows it';
        process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${words}\n`);
        if (!answer.known) process.exitCode = 1;
      }),
    );

function inWords({ where, number, card, last }: CheckView): string {
  if (where === 'unknown') return `${number}: no school of the network knows it`;
  if (where === 'elsewhere') return `${number}: it belongs to another school of the network`;
  const holder =
    last === undefined
      ? 'nobody has had it'
      : `${last.ended === undefined ? 'held by' : 'last held by'} ${last.name ?? last.kind} since ${last.from}`;
  return `${number}: ${card!.type} ${card!.label}, ${card!.state}, ${holder}`;
}
