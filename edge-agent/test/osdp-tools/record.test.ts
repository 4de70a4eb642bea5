import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CaptureRecord, formatRecord, parseRecord } from '../../src/osdp-tools/capture/record.ts';

const record: fc.Arbitrary<CaptureRecord> = fc.record({
  atNs: fc.bigInt({ min: 0n, max: 10n ** 19n }),
  io: fc.constantFrom('input', 'output', 'trace'),
  data: fc.uint8Array({ maxLength: 60 }),
});

describe('a line of a capture', () => {
  it('reads as what was written', () => {
    fc.assert(
      fc.property(record, (wanted) => {
        const read = parseRecord(formatRecord(wanted, 'test'), 'f', 1);
        assert.deepEqual({ ...read, data: [...read.data] }, { ...wanted, data: [...wanted.data] });
      }),
    );
  });

  it('has the fields that other tools expect', () => {
    const line = formatRecord(
      { atNs: 1_580_342_115_000_691_851n, io: 'trace', data: Uint8Array.of(0xff, 0x53, 0x80) },
      'vratar-edge',
    );
    assert.equal(
      line,
      '{"timeSec":"1580342115","timeNano":"000691851","io":"trace","data":"ff 53 80","osdpTraceVersion":"1","osdpSource":"vratar-edge"}',
    );
  });

  it('is read as other tools write it', () => {
    const conformance =
      '{ "timeSec" : "1580342115", "timeNano" : "984691851", "io" : "trace", "data" : " ff ff 53 80 08 00 01 4b 01 d8", "osdpTraceVersion":"1", "osdpSource":"libosdp-conformance 0.91-5" }';
    assert.deepEqual(parseRecord(conformance, 'f', 1), {
      atNs: 1_580_342_115_984_691_851n,
      io: 'trace',
      data: Uint8Array.of(0xff, 0xff, 0x53, 0x80, 0x08, 0x00, 0x01, 0x4b, 0x01, 0xd8),
    });
    const net =
      '{"timeSec":"1","timeNano":"000000002","io":"output","data":"53-00-0D","osdpTraceVersion":"1"}';
    assert.deepEqual(parseRecord(net, 'f', 1).data, Uint8Array.of(0x53, 0x00, 0x0d));
  });

  const wrong = {
    'not JSON': 'hello',
    'not an object': '3',
    'no time': '{"io":"trace","data":"00"}',
    'a wrong io': '{"timeSec":"1","timeNano":"2","io":"both","data":"00"}',
    'odd digits': '{"timeSec":"1","timeNano":"2","io":"trace","data":"000"}',
    'another version': '{"timeSec":"1","timeNano":"2","io":"trace","data":"00","osdpTraceVersion":"2"}',
  };
  for (const [name, line] of Object.entries(wrong)) {
    it(`that is wrong (${name}) is refused with its place`, () => {
      assert.throws(() => parseRecord(line, 'x.osdpcap', 7), {
        code: 'capture_invalid',
        place: { file: 'x.osdpcap', line: 7 },
      });
    });
  }
});
