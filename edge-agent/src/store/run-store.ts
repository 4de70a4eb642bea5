import type { MessagePort } from 'node:worker_threads';
import { VratarError } from '@vratar/protocol/errors';
import { LIMITS } from '../socket/schema.ts';
import { serveCalls } from '../threads/calls.ts';
import type { Disk } from './disk.ts';
import { Housekeeping } from './housekeeping.ts';
import { Keeper } from './keeper.ts';
import type { Append, StoreApi, StoreNotice, StoreOptions } from './messages.ts';

/**
 * The store's thread: owns every SQLite connection. Messages that arrived while a commit was running share the next
 * one; reads and housekeeping come between commits.
 */
export function runStore(port: MessagePort, options: StoreOptions, disk: Disk): void {
  const now = () => performance.now();
  const keeper = new Keeper(options, disk, (notice: StoreNotice) => port.postMessage(notice), now);
  const housekeeping = new Housekeeping(keeper, now);
  let scheduled = false;
  const flush = (): void => {
    scheduled = false;
    keeper.flush();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };
  port.on('message', (message: Partial<Append>) => {
    if (message.append === undefined) return;
    keeper.offer(message.append);
    housekeeping.busy();
    schedule();
  });
  const timer = setInterval(() => {
    schedule();
    housekeeping.step();
  }, 250);
  const others: MessagePort[] = [];
  const close = (): void => {
    clearInterval(timer);
    keeper.close();
    // The answer to this call still has to leave.
    setImmediate(() => {
      for (const channel of [port, ...others]) channel.close();
    });
  };
  const api = storeApi(keeper);
  const attach = (other: MessagePort): void => {
    others.push(other);
    serveCalls(other, api);
  };
  serveCalls(port, { ...api, attach, close });
  schedule();
}

function storeApi(keeper: Keeper): Omit<StoreApi, 'attach' | 'close'> {
  return {
    position: () => keeper.journal.position,
    read: ({ epoch, after, limit }) => keeper.journal.read(epoch, after, limit, LIMITS.readBytes),
    hashAt: (seq) => keeper.journal.hashAt(seq),
    ack: ({ epoch, through, hash }) => keeper.write((journal) => journal.ack(epoch, through, hash)),
    fork: ({ epoch, atLeast }) => {
      const position = keeper.write((journal) => journal.fork(epoch, atLeast));
      keeper.mark();
      return position;
    },
    applyList: () => {
      throw new VratarError('list_keys_missing');
    },
    mark: () => keeper.mark(),
  };
}
