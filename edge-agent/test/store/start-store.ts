import type { TestContext } from 'node:test';
import type { EventDraft } from '@vratar/protocol/messages';
import { within } from '../../../deploy/testing/until.ts';
import type { ListPiece, Reopened, StoreAlarm, Written } from '../../src/store/messages.ts';
import { Store } from '../../src/store/store.ts';

export function draft(over: Partial<EventDraft> = {}): EventDraft {
  return { at: 1_794_000_000_000, boot: 'boot-1', mono: 1000, clock: 'synced', kind: 'passage', ...over };
}

/** A store in a folder, with what it said so far. */
export function startStore(t: TestContext, folder: string, worker?: URL) {
  const alarms: StoreAlarm['alarm'][] = [];
  const batches: Written['written'][] = [];
  const opened = Promise.withResolvers<Reopened['opened']>();
  const pieces: ListPiece['list'][] = [];
  const waiting: { through: number; done: () => void }[] = [];
  let through = 0;
  const listeners = {
    ready: () => undefined,
    written: (batch: Written['written']) => {
      batches.push(batch);
      through = batch.through;
      for (const one of waiting) if (one.through <= through) one.done();
    },
    alarm: (alarm: StoreAlarm['alarm']) => alarms.push(alarm),
    opened: opened.resolve,
    list: (piece: ListPiece['list']) => pieces.push(piece),
    died: (error: Error) => opened.reject(error),
  };
  const store = new Store({ folder, stamp: 'test', ballastBytes: 64 * 1024 }, listeners, worker);
  t.after(() => store.kill());
  const seen = () => `written through ${through}, alarms: ${JSON.stringify(alarms)}`;
  const written = (id: number) => {
    const durable = new Promise<void>((done) =>
      id <= through ? done() : waiting.push({ through: id, done }),
    );
    return within(`event ${id} on the disk`, durable, undefined, seen);
  };
  return { store, alarms, batches, pieces, written, opened: opened.promise };
}
