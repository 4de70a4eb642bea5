import { downFilter, parseUpTopic } from '@vratar/protocol/messages';

/** A gateway publishes under its own identifier and nowhere else. */
export function mayPublish(gateway: string, topic: string): boolean {
  return parseUpTopic(topic)?.gateway === gateway;
}

/** A gateway hears what is sent to it and nothing else: all of it, or one kind of message. */
export function maySubscribe(gateway: string, filter: string): boolean {
  const whole = downFilter(gateway);
  return filter === whole || (filter.startsWith(whole.slice(0, -1)) && !/[+#]/.test(filter));
}
