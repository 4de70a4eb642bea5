import { join } from 'node:path';
import type { Command } from 'commander';
import { exportEvents, lastEvents } from '../journal/export.ts';
import { standsFor } from '../journal/take-back.ts';
import { type Finding, verifyFile } from '../journal/verify-file.ts';
import { EXIT } from './exit.ts';
import {
  type ConfigOption,
  type JsonOption,
  load,
  wholeNumber,
  withConfig,
  withGate,
  withJson,
} from './options.ts';

type FileOption = ConfigOption & { readonly file?: string };

/** The file that was asked for; else the gate's own, which is the copy where a swap could not be finished. */
async function fileOf(options: FileOption): Promise<string> {
  return options.file ?? standsFor(join((await load(options)).data, 'journal.db'));
}

/** `vratar-edge journal …`: reads the file itself, beside a running gate or on a copy. */
export function addJournalCommands(program: Command): void {
  const journal = program.command('journal').description('verify, export or follow the journal');
  const withFile = (command: Command) =>
    withConfig(command).option('-f, --file <file>', 'another journal file, such as a damaged one');

  withJson(
    withFile(journal.command('verify').description('check every event: number, text, hash chain')),
  ).action(async (options: FileOption & JsonOption) => {
    const finding = verifyFile(await fileOf(options));
    console.log(options.json ? JSON.stringify(finding) : findingText(finding));
    if (finding.flaws.length > 0) process.exitCode = EXIT.wrong;
  });

  withFile(journal.command('export').description('print event lines exactly as they were hashed'))
    .option('--from <seq>', 'first event', wholeNumber(1, Number.MAX_SAFE_INTEGER), 1)
    .option('--to <seq>', 'last event', wholeNumber(1, Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
    .action(async (options: FileOption & { from: number; to: number }) => {
      for (const line of exportEvents(await fileOf(options), options.from, options.to))
        if (!process.stdout.write(`${line}\n`))
          await new Promise((resolve) => process.stdout.once('drain', resolve));
    });

  withFile(journal.command('tail').description('print the last events'))
    .option('-n, --limit <count>', 'how many', wholeNumber(1, 10_000), 20)
    .option('-F, --follow', 'go on with events as they become durable (needs the running gate)')
    .action(async (options: FileOption & { limit: number; follow?: boolean }) => {
      for (const line of lastEvents(await fileOf(options), options.limit)) console.log(line);
      if (options.follow) await follow(options);
    });
}

async function follow(options: ConfigOption): Promise<void> {
  await withGate(options, async (gate) => {
    await gate.subscribe(['event'], (_topic, body) => console.log((body as { line: string }).line));
    await gate.closed;
  });
}

function findingText({ file, epoch, first, last, events, flaws }: Finding): string {
  const head = `${file}: epoch ${epoch}, ${events} events, ${first} to ${last}`;
  if (flaws.length === 0) return `${head}; the chain is whole`;
  return [
    `${head}; ${flaws.length} flaws`,
    ...flaws.map(({ seq, why, detail }) => `event ${seq}: ${why}, ${detail}`),
  ].join('\n');
}
