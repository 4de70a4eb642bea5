import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreOptions } from '../../src/store/messages.ts';
import { runStore } from '../../src/store/run-store.ts';

/** A store on a disk so slow that another program's script runs before its next write is over. */
const options = workerData as StoreOptions;
const script = join(options.folder, 'meanwhile.sh');
runStore(parentPort!, options, {
  commit: (work) => {
    const result = work();
    if (existsSync(script)) {
      renameSync(script, `${script}.done`);
      execFileSync('sh', [`${script}.done`]);
    }
    return result;
  },
});
