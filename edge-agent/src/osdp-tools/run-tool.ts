import { randomBytes } from 'node:crypto';
import { type ErrorCode, formatError, VratarError } from '@vratar/protocol/errors';
import { EXIT } from './exit-codes.ts';
import type { ToolIo } from './tool-io.ts';

const PORT_ERRORS: ReadonlySet<ErrorCode> = new Set(['port_unavailable', 'port_lost']);
const USAGE_ERRORS: ReadonlySet<ErrorCode> = new Set([
  'osdp_key_unreadable',
  'osdp_key_file_exists',
  'osdp_key_missing',
  'osdp_new_key_missing',
  'osdp_nothing_to_set',
  'osdp_baud_unknown',
  'osdp_value_out_of_range',
  'capture_invalid',
  'capture_file',
]);

/** Runs a tool against the terminal: result on stdout, notes and errors on stderr, Ctrl-C stops it in good order. */
export async function runTool(tool: (io: ToolIo) => Promise<number>): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  process.stdout.on('error', abort);
  try {
    process.exitCode = await tool(terminalIo(stop.signal));
  } catch (error) {
    if (!(error instanceof VratarError)) throw error;
    process.stderr.write(`${formatError(error)}\n`);
    process.exitCode = exitCodeOf(error.code);
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort);
    process.stdout.off('error', abort);
  }
}

export function exitCodeOf(code: ErrorCode): number {
  if (PORT_ERRORS.has(code)) return EXIT.failed;
  return USAGE_ERRORS.has(code) ? EXIT.usage : EXIT.negative;
}

function terminalIo(stop: AbortSignal): ToolIo {
  const startNs = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    stop,
    random: (size) => randomBytes(size),
    nowNs: () => startNs + process.hrtime.bigint(),
  };
}
