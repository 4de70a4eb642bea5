import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DELEGABLE, TOKEN_SCOPES } from '../../src/accounts/permissions/index.ts';
import { AUDIT_ACTIONS } from '../../src/audit/index.ts';

// Pages cannot import the server; what they offer and say of it is held to it here. By address, since the types of
// pages are those of browsers.
const words = new URL('../../web/access/src/words/', import.meta.url).href;
const offered = await import(`${words}acts.ts`);
const told = await import(`${words}audit.ts`);

const without = (prefix: string, names: Iterable<string>, said: object): string[] =>
  [...names].filter((name) => !(`${prefix}.${name}` in said));

test('the page of access offers what the server lets be delegated and given to programs', () => {
  assert.deepEqual(offered.DELEGABLE, DELEGABLE);
  assert.deepEqual(offered.TOKEN_SCOPES, TOKEN_SCOPES);
});

test('every act that can be given and every action of the log has its words', () => {
  assert.deepEqual(without('act', DELEGABLE, offered.actWords), []);
  assert.deepEqual(new Set(told.AUDIT_ACTIONS), new Set(AUDIT_ACTIONS));
  assert.deepEqual(without('audit', AUDIT_ACTIONS, told.auditWords), []);
});
