import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openMillion } from './people/million/open-million.ts';
import { openPages } from './people/million/pages.ts';
import { header, report } from './people/report.ts';

const HELP = `Pages of lists with a million pupils in the database (limit 50 ms at p99).

  npm run bench -- people-pages [--data FOLDER] [--requests 1000]

667 schools of 1,500. From the request to the whole answer, names opened and the view logged; requests one at a time,
each to another school, so that nearly every one meets cold pages of the database. The million is made once, in some
five minutes (stopped on the way, it goes on the next time), and kept in the folder.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    data: { type: 'string', default: join(tmpdir(), 'vratar-bench-million') },
    requests: { type: 'string', default: '1000' },
  },
});
if (values.help === true) {
  process.stdout.write(HELP);
  process.exit(0);
}
const LIMIT_MS = 50;
const WARM_UP = 30;

const million = await openMillion(values.data);
const results: [string, number[]][] = [];
try {
  const pages = await openPages(million);
  for (const [name, ask] of Object.entries(pages.questions)) {
    const times: number[] = [];
    for (let n = -WARM_UP; n < Number(values.requests); n += 1) {
      const before = performance.now();
      await ask();
      if (n >= 0) times.push(performance.now() - before);
    }
    results.push([name, times]);
  }
  await pages.close();
} finally {
  await million.stop();
}
header();
const rows = results.map(([name, times]) => report(name, LIMIT_MS, times));
process.exitCode = rows.includes(false) ? 1 : 0;
