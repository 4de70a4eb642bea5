import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { StoredEvent } from '../stored.ts';

const COLUMNS = 'school, gateway, epoch, seq, at, received_at, kind, token, hash, line';

/** Writes events into a partition by COPY; `table` is a name that the database itself gave us. */
export async function copyEvents(
  client: PoolClient,
  table: string,
  events: readonly StoredEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const text = events.map(copyLine).join('');
  const stream = client.query(copyFrom(`copy ${table} (${COLUMNS}) from stdin`));
  await pipeline(Readable.from([Buffer.from(text, 'utf8')]), stream);
}

function copyLine({ school, gateway, epoch, seq, event, receivedAt, hash, line }: StoredEvent): string {
  const token = event.token === undefined ? '\\N' : escaped(event.token);
  return `${school}\t${gateway}\t${epoch}\t${seq}\t${event.at}\t${receivedAt}\t${escaped(event.kind)}\t${token}\t\\\\x${hash}\t${escaped(line)}\n`;
}

const SPECIAL = /[\\\t\n\r]/;

/** COPY's text format; most values have nothing to escape. */
function escaped(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
