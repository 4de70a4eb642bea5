import type { BoardPerson } from '../../src/board/schema.ts';

/** Who stands at the lanes by the user's hand, and what they hold to the reader. */
export interface Choice {
  readonly person: BoardPerson | undefined;
  /** UID, written number, or `phone`. */
  readonly card: string;
}

/** A card of the town's buses that no school knows. */
export const STRANGE_CARD = '05C0FFEE123456';
export const PHONE = 'phone';

export const personId = (choice: Choice): string => choice.person?.id ?? 'someone';
