export { mayPublish, maySubscribe } from './access.ts';
export type { Bus, BusListener } from './bus.ts';
export { type EmbeddedBroker, type EmbeddedBrokerOptions, startEmbeddedBroker } from './embedded-broker.ts';
export { connectExternalBus, type ExternalBusOptions } from './external-bus.ts';
