import type { DiskCall } from './disk-call.ts';

/** System calls to record, for `strace -e trace=…`. */
export const TRACED =
  'openat,write,pwrite64,writev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,sendmsg,sendto,dup2,dup3,copy_file_range,sendfile,fallocate';

/** Where the next `write` of a descriptor goes, by number and file: two processes may have the same number. */
type Positions = Map<string, number>;

/**
 * Turns the output of `strace -f -y -xx` into disk calls, in the order in which they began; a sync or a change of
 * names counts from its end. What is done to a file that has no name any more is left out: no cut leaves it.
 *
 * @throws Error for a call on a file that it does not understand: silence would make the test weaker
 */
export function* readTrace(lines: Iterable<string>, folder: string): Generator<DiskCall> {
  const open = new Map() as Positions;
  const unfinished = new Map<string, string>();
  for (const line of lines) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    if (rest.includes('<unfinished ...>')) {
      const begun = rest.slice(0, rest.indexOf(' <unfinished'));
      unfinished.set(pid, begun);
      if (!countsAtItsEnd(begun)) yield* callOf(begun, undefined, open, folder);
    } else if (resumed !== null) {
      const begun = unfinished.get(pid) ?? '';
      const result = resultOf(resumed[1]!);
      if (countsAtItsEnd(begun) && result === 0) yield* callOf(begun, result, open, folder);
      if (/^(openat|dup)/.test(begun)) note(begun, result, open);
    } else yield* callOf(rest, resultOf(rest), open, folder);
  }
}

const isSync = (call: string): boolean => /^f(data)?sync\(/.test(call);
const countsAtItsEnd = (call: string): boolean => isSync(call) || /^(rename|unlink)/.test(call);
const resultOf = (text: string): number => Number(/\)\s+= (-?\d+)/.exec(text)?.[1] ?? Number.NaN);

function* callOf(
  call: string,
  result: number | undefined,
  open: Positions,
  folder: string,
): Generator<DiskCall> {
  const name = /^\w+/.exec(call)?.[0];
  if (name === undefined || (result !== undefined && result < 0)) return;
  if (name === 'openat') return yield* opened(call, result, open, folder);
  if (name.startsWith('rename') || name.startsWith('unlink')) return yield* renamed(name, call, folder);
  if (name.startsWith('dup')) return note(call, result, open);
  const on = /^\w+\((\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?/.exec(call);
  if (on === null || on[3] !== undefined) return;
  const path = unhex(on[2]!);
  const within = path.startsWith(folder);
  if (!within && /^(write|writev|sendmsg|sendto)$/.test(name)) yield* said(path, call);
  else if (within && !path.endsWith('-shm')) yield* onFile(name, call, path, Number(on[1]), open);
}

function* onFile(name: string, call: string, path: string, fd: number, open: Positions): Generator<DiskCall> {
  if (isSync(call)) yield { kind: 'sync', path };
  else if (name === 'ftruncate') yield { kind: 'truncate', path, size: Number(/, (\d+)/.exec(call)![1]) };
  else if (name === 'pwrite64') {
    const offset = Number(/, (\d+)(?:\)|$)/.exec(call.replace(/\)\s+= .*$/, ')'))![1]);
    yield { kind: 'write', path, offset, data: dataOf(call) };
  } else if (name === 'write') {
    const data = dataOf(call);
    const offset = open.get(`${fd} ${path}`) ?? 0;
    open.set(`${fd} ${path}`, offset + data.length);
    yield { kind: 'write', path, offset, data };
  } else throw new Error(`a call on a file that the model does not know: ${call.slice(0, 120)}`);
}

function* opened(
  call: string,
  result: number | undefined,
  open: Positions,
  folder: string,
): Generator<DiskCall> {
  const [path = ''] = strings(call).map((bytes) => bytes.toString());
  note(call, result, open);
  if (!path.startsWith(folder) || path.endsWith('-shm')) return;
  yield { kind: 'open', path, create: call.includes('O_CREAT'), truncate: call.includes('O_TRUNC') };
}

/** A descriptor that is given out begins at the start of its file; the shell's are copied at once. */
function note(call: string, result: number | undefined, open: Positions): void {
  const path = call.startsWith('dup')
    ? unhex(/<([^>]*)>/.exec(call)?.[1] ?? '')
    : strings(call)[0]?.toString();
  if (result !== undefined && result >= 0) open.set(`${result} ${path}`, 0);
}

function* renamed(name: string, call: string, folder: string): Generator<DiskCall> {
  const [from = '', to = ''] = strings(call).map((bytes) => bytes.toString());
  if (!from.startsWith(folder) || from.endsWith('-shm')) return;
  if (name.startsWith('rename')) yield { kind: 'rename', from, to };
  else yield { kind: 'unlink', path: from };
}

function* said(path: string, call: string): Generator<DiskCall> {
  if (/socket|UNIX|TCP/.test(path)) yield { kind: 'said', data: dataOf(call) };
}

const dataOf = (call: string): Buffer => Buffer.concat(strings(call.slice(call.indexOf('>'))));

function strings(call: string): Buffer[] {
  return [...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) =>
    Buffer.from(match[1]!.replaceAll('\\x', ''), 'hex'),
  );
}

const unhex = (text: string): string => Buffer.from(text.replaceAll('\\x', ''), 'hex').toString();
