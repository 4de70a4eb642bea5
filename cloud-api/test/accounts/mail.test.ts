import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { until as untilSo } from '../../../deploy/testing/until.ts';
import { accountsCapability } from '../../src/accounts/capability.ts';
import { addAccount } from '../../src/accounts/index.ts';
import { mailNotice } from '../../src/accounts/notices/mail-notice.ts';
import { noticeMail } from '../../src/accounts/notices/notice-mail.ts';
import { NOTICE_KINDS } from '../../src/accounts/tables.ts';
import { smtpMailer } from '../../src/mail/index.ts';
import { startWorker } from '../../src/server/start-worker.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';

const now = new Date('2026-11-09T05:00:00Z');
const PASSWORD = 'дълга парола за проверка';

interface Taken {
  readonly to: readonly string[];
  readonly source: string;
}
const taken: Taken[] = [];
/** How many further mails the server refuses for the moment. */
let busy = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (busy > 0) {
        busy -= 1;
        done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        return;
      }
      taken.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        source: Buffer.concat(chunks).toString(),
      });
      done();
    });
  },
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
const { port } = server.server.address() as AddressInfo;
const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Вратар <vratar@school.example>');

const db = await testDatabase();
const { parts, vault, close, stranger } = await routeApp(db, [], () => now, { mailer });
after(async () => {
  mailer.close();
  await close();
  await db.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const decoded = ({ source }: Taken): string => {
  const [head, ...body] = source.split('\r\n\r\n');
  const words = head!.replaceAll(/=\?UTF-8\?B\?([^?]+)\?=\s*/gi, (_, text) =>
    Buffer.from(text, 'base64').toString(),
  );
  const text = body.join('\r\n\r\n');
  const plain = /transfer-encoding: base64/i.test(head!)
    ? Buffer.from(text, 'base64').toString()
    : Buffer.from(
        text
          .replaceAll('=\r\n', '')
          .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString();
  return `${words}\n\n${plain}`;
};

const until = (condition: () => boolean | Promise<boolean>) => untilSo(String(condition), condition);

test('a lock-out is told by mail, in the language of the account, by the job that its transaction made', async () => {
  const login = 'teacher@school.example';
  await addAccount(db.jobs, vault, { login, password: PASSWORD, language: 'ru' });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    assert.equal((await stranger('POST', '/session', { login, password: 'wrong' })).status, 401);
  }
  assert.equal(taken.length, 0, 'the answer does not wait for mail');
  const worker = await startWorker(db.logins.jobs, [accountsCapability], parts);
  try {
    await until(() => taken.length === 1);
  } finally {
    await worker.stop();
  }
  const mail = decoded(taken[0]!);
  assert.deepEqual(taken[0]!.to, [login]);
  assert.match(mail, /Subject: Ваша учётная запись ненадолго закрыта/);
  assert.match(mail, /Вход закрыт до 9 ноября 2026/);
  assert.match(mail, /^From: .*vratar@school\.example/m);
  assert.ok(!mail.includes('http'), 'no links');
});

test('what the server refuses for the moment is sent later, once, under one message id', async () => {
  const login = 'retry@school.example';
  const account = await addAccount(db.jobs, vault, { login, password: PASSWORD });
  const { id: notice } = await db.owner
    .insertInto('account_notice')
    .values({ account, kind: 'password_changed', detail: '{}', at: now, seen_at: null, mailed_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  const before = taken.length;
  busy = 1;
  await assert.rejects(mailNotice(parts, { notice }), /try again later/);
  assert.equal(taken.length, before);
  await mailNotice(parts, { notice });
  await mailNotice(parts, { notice });
  assert.equal(taken.length, before + 1);
  assert.match(decoded(taken.at(-1)!), new RegExp(`Message-ID: <${notice}@`, 'i'));
});

test('without a mail server the notice waits in the list of its account', async () => {
  const { mailer: _, ...without } = parts;
  const account = await addAccount(db.jobs, vault, { login: 'later@school.example', password: PASSWORD });
  const { id: notice } = await db.owner
    .insertInto('account_notice')
    .values({ account, kind: 'password_changed', detail: '{}', at: now, seen_at: null, mailed_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  const before = taken.length;
  await mailNotice(without, { notice });
  assert.equal(taken.length, before);
  const row = db.owner.selectFrom('account_notice').select('mailed_at').where('id', '=', notice);
  assert.equal((await row.executeTakeFirstOrThrow()).mailed_at, null);
});

test('every notice has its words in three languages, and nothing left unfilled', () => {
  const detail = { from: now, until: now };
  const place = { name: '9. СУ', timezone: 'Europe/Sofia' };
  for (const kind of NOTICE_KINDS) {
    for (const language of ['bg', 'ru', 'en'] as const) {
      const { subject, text } = noticeMail({ kind, language, at: now, detail }, place);
      assert.ok(subject.length > 5 && text.length > 40, `${kind} ${language}`);
      assert.doesNotMatch(`${subject}${text}`, /[{}]|undefined|Invalid/, `${kind} ${language}`);
    }
  }
});

test('an address that is no mail server is refused by name', () => {
  for (const url of ['http://mail.example', 'smtp://', 'mail.example']) {
    assert.throws(() => smtpMailer(url, 'x@y.z'), { code: 'mail_url' });
  }
});
