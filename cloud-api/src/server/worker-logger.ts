import { Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** The job worker's lines in our log. Its own "info" is our "debug": one line a job is too much. */
export function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message, meta) => {
    const line = { part: 'jobs', ...meta };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    else log.debug(line, message);
  });
}
