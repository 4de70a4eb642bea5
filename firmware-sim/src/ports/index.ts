export type { AcuPort, PortEvents } from './acu-port.ts';
export { serveSocket, serveTcp } from './socket-server.ts';
export { openTty, type TtyPort } from './tty.ts';
