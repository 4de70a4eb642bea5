/**
 * One gateway comes back after 30 days offline (DESIGN.md, section 5): 60,000 events in its real journal, real `gate`
 * and `link`, real cloud and PostgreSQL on this one machine. Limit: drained in 30 s.
 *
 *   node deploy/bench/ingest-month.ts [--events 60000]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { monthOffline } from '../testing/chaos/month-offline.ts';

const { values } = parseArgs({ options: { events: { type: 'string', default: '60000' } } });
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
