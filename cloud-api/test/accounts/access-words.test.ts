import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DELEGABLE, TOKEN_SCOPES } from '../../src/accounts/permissions/index.ts';
import { AUDIT_ACTIONS } from '../../src/audit/index.ts';
import * as offered from '../../web/access/src/words/acts.ts';
import * as told from '../../web/access/src/words/audit.ts';

// Pages cannot import the server; what they offer and say of it is held to it here.

const without = (prefix: string, names: Iterable<string>, words: object): string[] =>
  [...names].filter((name) => !(`${prefix}.${name}` in words));

test('the page of access offers what the server lets be delegated and given to programs', () => {
  assert.deepEqual(offered.DELEGABLE, DELEGABLE);
  assert.deepEqual(offered.TOKEN_SCOPES, TOKEN_SCOPES);
});

test('every act that can be given and every action of the log has its words', () => {
  assert.deepEqual(without('act', DELEGABLE, offered.actWords), []);
  assert.deepEqual(new Set(told.AUDIT_ACTIONS), new Set(AUDIT_ACTIONS));
  assert.deepEqual(without('audit', AUDIT_ACTIONS, told.auditWords), []);
});
