import { installMissingPeers } from './debian.ts';
import { checkImports, checkLint, checkTypes, type Step } from './static-checks.ts';
import { runTests } from './tests.ts';

const HELP = `Checks everything that a change must not break: types, lint, import direction, tests.

  npm test                          all of it
  npm test -- types|lint|imports    one static check
  npm test -- unit [GLOB ...]       the tests of the packages, or those files
  npm test -- e2e [GLOB ...]        the tests of the whole system, or those files

Ends with one line: N passed, N failed, N skipped. Exit code 1 when anything failed.
`;

const STATIC: Record<string, Step> = { types: checkTypes, lint: checkLint, imports: checkImports };
/** Of those that are named here, the longest first: at the end no processor waits for the last of them. */
const E2E = ['deploy/e2e/{chaos,kill,ingest-workers,accessibility}.test.ts', 'deploy/e2e/**/*.test.ts'];
const UNIT = [
  'deploy/test/{gate,simulate}/**/*.test.ts',
  '{protocol,edge-agent,cloud-api,firmware-sim,ui,deploy}/test/**/*.test.ts',
];

const [what = 'all', ...rest] = process.argv.slice(2);
if (what === '--help' || what === '-h') {
  process.stdout.write(HELP);
  process.exit(0);
}
const known = ['all', 'unit', 'e2e', ...Object.keys(STATIC)];
if (!known.includes(what)) {
  process.stderr.write(`unknown check "${what}"; one of ${known.join(', ')}\n`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, step] of Object.entries(STATIC)) {
  if (what !== 'all' && what !== name) continue;
  process.stdout.write(`── ${name}\n`);
  if (await step()) total.passed++;
  else total.failed++;
}
if (!(what in STATIC)) installMissingPeers();
if (!(what in STATIC)) add(await runTests(filesOf(what)));

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

function filesOf(what: string): readonly string[] {
  if (rest.length > 0) return rest;
  if (what === 'all') return [...E2E, ...UNIT];
  return what === 'e2e' ? E2E : UNIT;
}

function add(counts: typeof total): void {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
