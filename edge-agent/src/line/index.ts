/**
 * Lines of OSDP devices. `openLine` runs one on a port; `LineScheduler` is its pure core, for simulation under a fake
 * clock: feed it inputs with the time, send what it says, call it again at `wakeAt`.
 */

export type * from './contract.ts';
export { backOnline, isOnline } from './gather.ts';
export { migrateBaud } from './migrate-baud.ts';
export { type Line, type LineOptions, openLine } from './open-line.ts';
export type { BytePort, OpenPort, PortHandlers } from './ports/index.ts';
export { serialPort, socketPort, tcpPort } from './ports/index.ts';
export type { DeviceConfig, DeviceSecurity, LineConfig } from './scheduler/config.ts';
export type { DeviceCounters } from './scheduler/counters.ts';
export type { LineEffects, LineInput } from './scheduler/effects.ts';
export type { Task, TaskResult } from './scheduler/parts/tasks.ts';
export { LineScheduler, type LineStatus } from './scheduler/scheduler.ts';
export type { DeviceStatus } from './scheduler/status.ts';
export { NETWORK_LATENCY_MS } from './scheduler/timing.ts';
export { type LineTcpOptions, startLineTcp } from './tcp/line-tcp.ts';
