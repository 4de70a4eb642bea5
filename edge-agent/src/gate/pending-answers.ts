import type { CommandAnswer } from '../socket/schema.ts';

/** A disk that fails must not leave a guard without an answer: what was asked is done already. */
const PATIENCE_MS = 2000;

/** Answers of commands wait here until the draft that records them is durable: what was answered survives a crash. */
export class PendingAnswers {
  #waiting: { readonly after: number; readonly send: () => void }[] = [];

  get count(): number {
    return this.#waiting.length;
  }

  /** Resolves with `answer` when draft `after` is durable, or after 2 s of waiting for the disk. */
  hold(after: number, answer: CommandAnswer): Promise<CommandAnswer> {
    return new Promise((resolve) => {
      const send = (): void => {
        clearTimeout(timer);
        resolve(answer);
      };
      const waits = { after, send };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waits);
        send();
      }, PATIENCE_MS);
      this.#waiting.push(waits);
    });
  }

  /** Everything up to draft `through` is durable. */
  durable(through: number): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ after }) => after > through);
    for (const { after, send } of waiting) if (after <= through) send();
  }
}
