import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { differences } from './differences.ts';
import { explainCases } from './explain-cases.ts';
import { parseCases } from './parse-cases.ts';

/** What the command reads and writes, so that tests need no process. */
export interface ExplainStreams {
  readonly input: NodeJS.ReadableStream;
  out(line: string): void;
  err(line: string): void;
}

const PROCESS_STREAMS: ExplainStreams = {
  input: process.stdin,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};

/** `attendance explain FILE|- [--check]` (domain/attendance.md, E1). */
export function explainCommand(streams: ExplainStreams = PROCESS_STREAMS): Command {
  return new Command('explain')
    .description('rebuild the cases of a file and print one JSON line for each')
    .argument('[file]', 'case file in the form of attendance-cases.json; - for standard input', '-')
    .option('--check', 'compare with what the cases expect; differences are printed and end with 1', false)
    .action((file: string, options: { check: boolean }) => explain(file, options.check, streams));
}

async function explain(file: string, check: boolean, streams: ExplainStreams): Promise<void> {
  const cases = parseCases(await read(file, streams.input), file);
  const found = explainCases(cases);
  for (const line of found) streams.out(JSON.stringify(line));
  if (!check) return;
  const wrong = found.map((each, index) => differences(each, cases.cases[index]?.expected));
  for (const line of wrong.flat()) streams.err(line);
  const count = wrong.filter((each) => each.length > 0).length;
  if (count > 0) throw new VratarError('cases_differ', { count, total: found.length }, { file });
  streams.err(`${found.length} of ${found.length} cases are as expected.`);
}

async function read(file: string, input: NodeJS.ReadableStream): Promise<string> {
  try {
    return file === '-' ? await text(input) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new VratarError('cases_unreadable', { why: String(cause) }, { file }, { cause });
  }
}
