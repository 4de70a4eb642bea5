/**
 * Preloaded into a process (`--import`): its wall clock is the machine's plus what the file CLOCK_OFFSET says, in
 * milliseconds. The monotonic clock is left alone, as it is by a real step.
 */
import { readFileSync } from 'node:fs';

const file = process.env.CLOCK_OFFSET ?? '';
const real = Date.now.bind(Date);
let offset = 0;
let readAt = Number.NEGATIVE_INFINITY;

Date.now = () => {
  const now = real();
  if (now - readAt > 200) {
    readAt = now;
    offset = read();
  }
  return now + offset;
};

function read(): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}
