import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXIT, reportFailure } from '../../src/cli/exit.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Runs the program; nothing that is asked for here comes as far as the database. */
const run = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly text: string }>((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], { timeout: 60_000 }, (_error, _out, text) =>
      resolve({ code: child.exitCode ?? -1, text }),
    );
  });

test('wrong use below a group ends with 2, and help with 0, as at the top', async () => {
  const wrong = await run('import', 'run', 'pupils', 'x.csv', '--school', '9999901', '--as', 'x@y.z');
  assert.equal(wrong.code, 2, wrong.text);
  assert.equal((await run('cards', 'issue', '--help')).code, 0);
});

test('a file that is not there is named, without a trace of the program', async () => {
  const { code, text } = await run(
    'import',
    'run',
    'students',
    '/not/there.csv',
    '--school',
    '9999901',
    '--as',
    'x@y.z',
  );
  assert.equal(code, 1);
  assert.match(text, /^\/not\/there\.csv: .*ENOENT.* \[file_unusable\]/);
  assert.doesNotMatch(text, /\n\s+at /);
});

test('of what the database refuses only a mistyped identifier is wrong use, and no trace is lost', (context) => {
  const { mock } = context.mock.method(console, 'error', () => undefined);
  const fault = (message: string, more: object) => {
    const before = mock.calls.length;
    const code = reportFailure(Object.assign(new Error(message), more));
    return {
      code,
      text: mock.calls
        .slice(before)
        .flatMap((call) => call.arguments)
        .join('\n'),
    };
  };
  const typed = fault('invalid input syntax for type uuid: "x"', { code: '22P02' });
  assert.equal(typed.code, EXIT.usage);
  assert.match(typed.text, /argument_invalid[\s\S]*\n\s+at .*exit\.test/);
  for (const more of [
    { code: '22P02' },
    { path: '/usr/bin/program', code: 'ENOENT', syscall: 'spawn program' },
    { path: ['body', 0] },
    { path: 'body/member' },
  ]) {
    const { code, text } = fault('invalid input value for enum state: "x"', more);
    assert.equal(code, EXIT.failed);
    assert.match(text, /\[internal\]/);
    assert.match(text, /at .*exit\.test/, JSON.stringify(more));
  }
});
