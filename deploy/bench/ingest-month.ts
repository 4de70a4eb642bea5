import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { monthOffline } from '../testing/chaos/month-offline.ts';

const HELP = `One gateway comes back after 30 days offline: its backlog drained (limit 30 s; DESIGN.md, section 5).

  npm run bench -- ingest-month [--events 60000]

The events lie in the gateway's real journal; real gate, link, cloud and PostgreSQL on this one machine.
`;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '60000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'vratar-month-'));
const { events, seconds, wrong, alarmAhead } = await monthOffline(folder, Number(values.events));
process.stdout.write(
  `events drained (limit 30 s for 60,000)   ${events.toLocaleString('en')} in ${seconds.toFixed(1)} s\n`,
);
process.stdout.write(`rate                                     ${Math.round(events / seconds)}/s\n`);
process.stdout.write(`events that a live alarm overtook             ${alarmAhead.toLocaleString('en')}\n`);
for (const text of wrong) process.stdout.write(`WRONG: ${text}\n`);
rmSync(folder, { recursive: true });
process.exitCode = wrong.length === 0 && seconds <= 30 ? 0 : 1;
