import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { until as untilSo } from '../../../deploy/testing/until.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { draft, startStore } from './start-store.ts';

const padding = { data: { text: 'x'.repeat(900) } };

/** A store with so many events, all of them brought home from the write-ahead log. */
export async function storeWith(t: TestContext, count: number, worker?: URL) {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const started = startStore(t, folder, worker);
  let id = 0;
  const append = async (more: number) => {
    for (let done = 0; done < more; done += 500) {
      const drafts = Array.from({ length: Math.min(500, more - done) }, () => ({
        id: ++id,
        draft: draft(padding),
        changes: [],
      }));
      started.store.append(drafts);
    }
    await started.written(id);
  };
  const ack = async (through: number) => {
    const hash = (await started.store.calls.hashAt(through))!;
    await started.store.calls.ack({ epoch: 1, through, hash });
  };
  await append(count);
  /** Waits for the store's own checkpoint, in a pause. */
  const settled = async () => {
    const log = statSync(`${file}-wal`).mtimeMs;
    await until(() => statSync(file).mtimeMs > log);
  };
  const told = () => started.alarms.map(({ code, on }) => `${code} ${on}`);
  return { ...started, folder, file, append, ack, settled, told };
}

/** As `cp` and `rsync --inplace` do it, from another process. */
export function overwrite(
  file: string,
  how: 'backup' | 'dated' | 'garbage' | 'truncated',
  backup = file,
): void {
  const shell = (script: string) =>
    execFileSync('sh', ['-c', script, 'sh', file, backup, String(statSync(file).size)]);
  if (how === 'backup') shell('cat "$2" > "$1"');
  else if (how === 'dated')
    shell('touch -r "$1" "$1.time"; cat "$2" > "$1"; truncate -s "$3" "$1"; touch -r "$1.time" "$1"');
  else if (how === 'truncated') shell(': > "$1"');
  else shell('head -c "$3" /dev/urandom | dd of="$1" conv=notrunc bs=65536 status=none');
}

export const until = (what: () => boolean) => untilSo(String(what), what, undefined, 20);
