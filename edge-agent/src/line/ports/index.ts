export type { BytePort, OpenPort, PortHandlers } from './byte-port.ts';
export { retryDelay } from './retry-delay.ts';
export { serialPort } from './serial-port.ts';
export { socketPort } from './socket-port.ts';
export { tcpPort } from './tcp-port.ts';
