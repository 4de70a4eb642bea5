import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  COMMANDS,
  decodeCommand,
  decodeReply,
  encodeCommand,
  encodeReply,
  REPLIES,
} from '../../src/osdp/index.ts';
import { commandsByKind, repliesByKind } from './arbitraries.ts';
import { toHex } from './hex.ts';

describe('every message', () => {
  it('has a property here', () => {
    assert.deepEqual([...commandsByKind.keys()].sort(), Object.keys(COMMANDS).sort());
    assert.deepEqual([...repliesByKind.keys()].sort(), Object.keys(REPLIES).sort());
  });

  for (const [kind, arbitrary] of commandsByKind) {
    it(`${kind} decodes to what was encoded`, () => {
      fc.assert(
        fc.property(arbitrary, (command) => {
          const { code, data } = encodeCommand(command);
          assert.deepEqual(decodeCommand(code, data), { ok: true, value: command });
        }),
      );
    });
  }

  for (const [kind, arbitrary] of repliesByKind) {
    it(`${kind} decodes to what was encoded`, () => {
      fc.assert(
        fc.property(arbitrary, (reply) => {
          const { code, data } = encodeReply(reply);
          assert.deepEqual(decodeReply(code, data), { ok: true, value: reply });
        }),
      );
    });
  }
});

describe('any data', () => {
  const any = fc.tuple(fc.nat(0xff), fc.uint8Array({ maxLength: 80 }));

  it('of a command decodes to a message that encodes to the same bytes, or to a problem with its place', () => {
    fc.assert(
      fc.property(any, ([code, data]) => {
        const result = decodeCommand(code, data);
        if (result.ok) assert.equal(toHex(encodeCommand(result.value).data), toHex(data));
        else assert.ok(result.problem.offset <= data.length && result.problem.field !== '');
      }),
      { numRuns: 5000 },
    );
  });

  it('of a reply decodes to a message that survives encoding, or to a problem with its place', () => {
    fc.assert(
      fc.property(any, ([code, data]) => {
        const result = decodeReply(code, data);
        if (!result.ok) assert.ok(result.problem.offset <= data.length && result.problem.field !== '');
        else assert.deepEqual(decodeReply(code, encodeReply(result.value).data), result);
      }),
      { numRuns: 5000 },
    );
  });
});
