import type { MessagePort } from 'node:worker_threads';
import { ListShelf } from '../lists/list-shelf.ts';
import type { StoredList } from '../lists/stored-list.ts';
import { LIMITS } from '../socket/limits.ts';
import { serveCalls } from '../threads/calls.ts';
import type { Disk } from './disk.ts';
import { Housekeeping } from './housekeeping.ts';
import { Keeper } from './keeper.ts';
import type { Append, ListPiece, Ready, StoreApi, StoreNotice, StoreOptions } from './messages.ts';

/**
 * The store's thread: owns every SQLite connection. Messages that arrived while a commit was running share the next
 * one; reads and housekeeping come between commits.
 */
export function runStore(port: MessagePort, options: StoreOptions, disk: Disk): void {
  const now = () => performance.now();
  const keeper = new Keeper(options, disk, (notice: StoreNotice) => port.postMessage(notice), now);
  const shelf = new ListShelf(options.folder, disk, options.stamp);
  const tell = (list: StoredList | undefined) => tellList(port, list);
  const housekeeping = new Housekeeping(keeper, shelf, now);
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
    // The answer to this call still has to leave.
    setImmediate(() => {
      for (const channel of [port, ...others]) channel.close();
    });
    shelf.close();
    keeper.close();
  };
  const api = storeApi(keeper, shelf, tell);
  const attach = (other: MessagePort): void => {
    others.push(other);
    serveCalls(other, api);
  };
  serveCalls(port, { ...api, attach, close });
  port.postMessage({ ready: true } satisfies Ready);
  tell(shelf.load());
  schedule();
}

function storeApi(
  keeper: Keeper,
  shelf: ListShelf,
  tell: (list: StoredList) => void,
): Omit<StoreApi, 'attach' | 'close'> {
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
    applyList: async (list) => {
      const applied = await shelf.apply(list);
      tell(applied);
      return applied.version;
    },
    mark: () => keeper.mark(),
  };
}

/** Lines in one message: receiving and indexing them takes the gate's thread well under a millisecond. */
const PIECE = 500;

function tellList(port: MessagePort, list: StoredList | undefined): void {
  const post = (piece: ListPiece['list']): void => port.postMessage({ list: piece } satisfies ListPiece);
  if (list !== undefined) {
    const { version, issuedAt, policy, lines } = list;
    post({ piece: 'begin', version, issuedAt, policy });
    for (let from = 0; from < lines.length; from += PIECE)
      post({ piece: 'lines', lines: lines.slice(from, from + PIECE) });
  }
  post({ piece: 'end' });
}
