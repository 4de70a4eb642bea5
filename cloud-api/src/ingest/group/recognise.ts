import type { PoolClient } from 'pg';
import type { Incoming } from '../messages/incoming.ts';
import type { GroupMarks } from './marks.ts';

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Chain values that other epochs of the gateway hold in the message's stretch: after a fork everything is sent again,
 * and a chain value names an event together with its whole past. Costs nothing while no other epoch reaches so far.
 */
export async function knownElsewhere(
  client: PoolClient,
  marks: GroupMarks,
  message: Incoming,
): Promise<ReadonlySet<string>> {
  if (message.kind === 'hello') return NOTHING;
  const { epoch, first, last } = stretch(message);
  const others = [...marks.get(message.gateway)!].filter(([other]) => other !== epoch);
  if (!others.some(([, mark]) => mark.through >= first)) return NOTHING;
  const { rows } = await client.query<{ hash: Buffer }>({
    name: 'known_hashes',
    text: `select hash from event where gateway = $1 and seq between $2 and $3 and epoch <> $4
           union all
           select hash from event_quarantine where gateway = $1 and seq between $2 and $3 and epoch <> $4`,
    values: [message.gateway, first, last, epoch],
  });
  return new Set(rows.map((row) => row.hash.toString('hex')));
}

function stretch(message: Exclude<Incoming, { kind: 'hello' }>) {
  if (message.kind === 'gone') {
    // Only the last event's chain value is known of a stretch that is gone.
    const { epoch, through } = message.gone;
    return { epoch, first: through, last: through };
  }
  const { epoch, first, count } = message.envelope;
  return { epoch, first, last: first + count - 1 };
}
