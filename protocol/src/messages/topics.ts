/** Messages that a gateway publishes. */
export const UP = ['hello', 'events', 'gone', 'alarm', 'state', 'answer', 'list'] as const;
/** Messages that the cloud publishes to one gateway. */
export const DOWN = ['welcome', 'ack', 'list', 'command'] as const;

export type Up = (typeof UP)[number];
export type Down = (typeof DOWN)[number];

const ROOT = 'vratar/1';

/** Topic of a message from a gateway. A gateway may publish only under its own identifier (broker ACL). */
export function upTopic(gateway: string, message: Up): string {
  return `${ROOT}/up/${gateway}/${message}`;
}

export function downTopic(gateway: string, message: Down): string {
  return `${ROOT}/down/${gateway}/${message}`;
}

/** Filters for the cloud (all gateways) and for one gateway. */
export const upFilter = (message: Up): string => `${ROOT}/up/+/${message}`;
export const downFilter = (gateway: string): string => `${ROOT}/down/${gateway}/#`;

/** Takes an up-topic apart; undefined when it is not one of ours. */
export function parseUpTopic(topic: string): { gateway: string; message: Up } | undefined {
  const match = /^vratar\/1\/up\/([A-Za-z0-9._-]{1,64})\/([a-z]+)$/.exec(topic);
  const message = UP.find((name) => name === match?.[2]);
  return match?.[1] !== undefined && message !== undefined ? { gateway: match[1], message } : undefined;
}
