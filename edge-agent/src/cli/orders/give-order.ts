import type { Order, Result } from '../../socket/schema.ts';
import { EXIT } from '../exit.ts';
import type { JsonOption } from '../options.ts';
import { print } from '../print.ts';
import { refusalWords } from './refusal-words.ts';
import { type SendOptions, sendOrder } from './send-order.ts';

export type OrderOptions = SendOptions & JsonOption;
type Answer = Result<'command'>;

/** What a command adds to the answer of an order that was carried out: words for people, members for programs. */
export interface Outcome {
  readonly text: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * Gives an order and prints what became of it; exits 3 when it was refused.
 * @param told what there is to say of an order that was carried out
 * @throws VratarError `order_unknown`, and those of a gate that cannot be reached
 */
export async function giveOrder(
  order: Order,
  options: OrderOptions,
  told: (answer: Answer) => Promise<Outcome> | Outcome = () => ({ text: 'Done.' }),
): Promise<void> {
  const answer = await sendOrder(order, options);
  if (answer.code !== undefined || !['done', 'repeated'].includes(answer.outcome)) {
    print(answer, refused(answer), options);
    process.exitCode = EXIT.wrong;
    return;
  }
  const { text, more } = await outcomeOf(() => told(answer));
  const again =
    answer.outcome === 'repeated' ? ' An order with this id was carried out before, and was not again.' : '';
  print({ ...answer, ...more }, `${text}${again}`, options);
}

/** Whatever goes wrong in looking at what an order did makes no failure of it. */
async function outcomeOf(told: () => Promise<Outcome> | Outcome): Promise<Outcome> {
  try {
    return await told();
  } catch {
    return { text: 'Done.' };
  }
}

/** A repeated order has the code that it was refused with at first. */
function refused({ outcome, code }: Answer): string {
  const said = outcome === 'expired' ? 'It came too late.' : 'It was refused.';
  return code === undefined ? said : `${said} ${refusalWords(code)}`;
}
