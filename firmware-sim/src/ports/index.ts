export type { AcuPort, PortEvents } from './acu-port.ts';
export { type EndpointChoice, needsPacing, type OpenedEndpoint, openEndpoint } from './open-endpoint.ts';
export { serveSocket, serveTcp } from './socket-server.ts';
export { openTty, type TtyPort } from './tty.ts';
