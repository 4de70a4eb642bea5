import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether the kernel says that NTP disciplines its clock; undefined when nobody could be asked. */
export type AskNtp = () => Promise<boolean | undefined>;

const run = promisify(execFile);
const TIMEOUT_MS = 5000;

/**
 * The kernel's own flag (STA_UNSYNC of adjtimex), whatever daemon sets it: chrony, ntpd, timesyncd. Node does not expose
 * the system call, so it is asked through systemd's `timedatectl`, or through `adjtimex` where that is installed. The
 * marker file of timesyncd was rejected: it stays when the synchronisation is lost, and chrony does not write it.
 */
export const askKernel: AskNtp = async () => (await askTimedatectl()) ?? (await askAdjtimex());

async function askTimedatectl(): Promise<boolean | undefined> {
  const text = await output('timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  return text === 'yes' ? true : text === 'no' ? false : undefined;
}

const STA_UNSYNC = 0x40;

async function askAdjtimex(): Promise<boolean | undefined> {
  const text = await output('adjtimex', ['--print']);
  const status = /^\s*status:\s*(\d+)/m.exec(text ?? '')?.[1];
  return status === undefined ? undefined : (Number(status) & STA_UNSYNC) === 0;
}

async function output(command: string, args: string[]): Promise<string | undefined> {
  try {
    return (await run(command, args, { timeout: TIMEOUT_MS })).stdout.trim();
  } catch {
    return undefined;
  }
}
