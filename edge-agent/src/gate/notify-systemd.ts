import { execFile } from 'node:child_process';

/**
 * Tells systemd, where it listens, that the gate is ready, alive or stopping. Node cannot send a datagram to a Unix
 * socket, so systemd's own `systemd-notify` does (the unit needs `NotifyAccess=all`); a native addon was rejected.
 */
export function notifySystemd(state: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1'): void {
  if (process.env.NOTIFY_SOCKET === undefined) return;
  execFile('systemd-notify', [state], { timeout: 5000 }, () => undefined);
}

/** Sends a sign of life from the thread that runs the lanes, twice within the time that systemd allows. @returns stops it */
export function systemdHeartbeat(): () => void {
  const allowedMs = Number(process.env.WATCHDOG_USEC ?? 0) / 1000;
  if (!(allowedMs > 0)) return () => undefined;
  const timer = setInterval(() => notifySystemd('WATCHDOG=1'), allowedMs / 2);
  return () => clearInterval(timer);
}
