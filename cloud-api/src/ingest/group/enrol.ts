import type { PoolClient } from 'pg';
import type { Registered } from './store-group.ts';

/**
 * Whoever says hello under the name of a registered gateway holds its certificate: from its first hello on the gateway
 * is enrolled. The watermarks of these gateways are locked, so no other worker writes the same rows.
 */
export async function enrolGreeting(client: PoolClient, group: readonly Registered[]): Promise<void> {
  const gateways = group.flatMap(({ message }) => (message.kind === 'hello' ? [message.gateway] : []));
  if (gateways.length === 0) return;
  await client.query({
    name: 'enrol_greeting',
    text: `update gateway set state = 'enrolled' where id = any($1::text[]) and state = 'new'`,
    values: [gateways],
  });
}
