import { Socket } from 'node:net';
import { SUPERVISED } from '../supervise/supervised.ts';

/** Resolves at the first SIGINT or SIGTERM, or when the supervisor is gone; a second signal ends the process as usual. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (process.env[SUPERVISED] !== undefined) watchSupervisor(() => resolve('supervisor gone'));
  });
}

/** The supervisor's pipe ends with it. By itself it must not keep a process going that has stopped everything else. */
function watchSupervisor(onGone: () => void): void {
  const { stdin } = process;
  // A file, inherited instead of a pipe, keeps no process going and cannot be told not to.
  if (stdin instanceof Socket) stdin.unref();
  stdin.resume().once('end', onGone);
}
