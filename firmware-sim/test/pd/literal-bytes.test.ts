import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulatedHardware } from '../../src/pd/index.ts';
import { Random } from '../../src/random/index.ts';
import { hex } from '../support/bytes.ts';
import { Rig } from '../support/rig.ts';

// Bytes of implementations that nobody here wrote, so that a mistake of the shared codec cannot hide.

const hear = (bytes: string): string => `ff${bytes.replaceAll(' ', '').toLowerCase()}`;

test('answers the poll cycle of the SIA conformance capture, byte for byte', () => {
  const rig = new Rig();
  rig.addPd();
  const cycle = [
    ['53 00 08 00 05 60 DA 99', '53 80 08 00 05 40 68 9F'],
    ['53 00 08 00 06 60 89 CC', '53 80 08 00 06 40 3B CA'],
    ['53 00 08 00 07 60 B8 FF', '53 80 08 00 07 40 0A F9'],
  ] as const;
  rig.exchange('FF 53 00 08 00 04 60 EB AA');
  for (const [poll, ack] of cycle) assert.equal(rig.exchange(`FF ${poll}`).hex, hear(ack));
});

test('reports a power fault as in the SIA conformance capture', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  pd.setLocal({ powerFault: true });
  assert.equal(rig.exchange('FF 53 00 08 00 04 60 EB AA').hex, hear('53 80 0A 00 04 48 00 01 0F A1'));
});

test('sends the card of the osdp-go corpus', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  rig.exchange('53 00 08 00 04 60 EB AA');
  pd.present({ reader: 0, format: 1, bits: 26, data: hex('ab cd ef 80') });
  assert.equal(
    rig.exchange('53 00 08 00 05 60 DA 99').hex,
    hear('53 80 10 00 05 50 00 01 1A 00 AB CD EF 80 6A 63'),
  );
});

test('refuses an unknown command with the NAK of the osdp-go corpus', () => {
  const rig = new Rig();
  rig.addPd();
  rig.exchange('53 00 08 00 04 60 EB AA');
  assert.equal(
    rig.exchange('53 00 10 00 05 80 00 06 8E 01 DE AD BE EF D3 DB').hex,
    hear('53 80 09 00 05 41 03 55 B3'),
  );
});

test('switches outputs as the OUT frame of OSDP.Net says', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  rig.exchange('53 00 08 00 04 60 EB AA');
  rig.exchange('53 00 08 00 05 60 DA 99');
  rig.exchange('53 00 10 00 06 68 00 03 64 00 01 06 78 00 0B 5B');
  assert.deepEqual(pd.view().outputs.slice(0, 2), [false, false]);
});

test('answers a checksum with a checksum', () => {
  const rig = new Rig();
  rig.addPd({ address: 0x65 });
  assert.equal(rig.exchange('53 65 07 00 00 60 E1').hex, hear('53 E5 07 00 00 40 81'));
});

/** RND.B of the device in the SIA monitor capture. */
class CapturedRandom extends Random {
  override bytes(): Uint8Array {
    return hex('6162636465666768');
  }
}

const CAPTURED_CAPABILITIES =
  '010208 020210 030100 040101 050100 060101 080100 090101 0A0003 0B0003 0C0000 0D0000 0E0000 0F0000 100200';

test('replays the SIA monitor capture: install mode, key set, new session', () => {
  const rig = new Rig();
  const pd = rig.addPd(
    { security: 'required', install: true },
    {
      random: new CapturedRandom(0),
      hardware: simulatedHardware,
      capabilities: CAPTURED_CAPABILITIES.split(' ').map((item) => {
        const [code, level, units] = hex(item);
        return { function: code!, level: level!, units: units! };
      }),
      identity: {
        vendor: hex('0A0017'),
        model: 3,
        version: 0,
        serial: 0xeddefeca,
        firmware: { major: 1, minor: 0x50, build: 2 },
      },
    },
  );
  const transcript = [
    ['53 00 09 00 04 61 00 C0 66', '53 80 14 00 04 45 0A 00 17 03 00 CA FE DE ED 01 50 02 04 3B'],
    [
      '53 00 13 00 0D 03 11 00 76 CD CD 92 12 12 D3 EE 6A 8C 8B',
      '53 80 2B 00 0D 03 12 00 76 0A 00 17 03 00 CA FE DE 61 62 63 64 65 66 67 68 4B 7E 2F 98 AD 79 BD 96 81 19 A8 D1 D3 DB DA EE 8E FD',
    ],
    [
      '53 00 1B 00 0E 03 13 00 77 A2 30 F5 D3 3B 25 F4 34 34 92 9A B2 08 DE 90 A7 41 03',
      '53 80 1B 00 0E 03 14 01 78 D8 F5 43 E2 07 AC 5D 2E 30 BE 9F AC 3A A0 4B EA 95 85',
    ],
    [
      '53 00 2E 00 0F 02 17 75 EA 64 E3 51 74 E3 09 D6 6A D2 80 73 54 CD DE 65 9E B5 22 6F 32 56 63 90 91 5E D7 79 87 BF 51 7C 41 25 EC 77 64 96',
      '53 80 0E 00 0F 02 16 40 B1 89 2D FE 52 95',
    ],
    [
      '53 00 13 00 0D 03 11 01 76 63 6E 34 78 F7 08 5C 57 5C E0',
      '53 80 2B 00 0D 03 12 01 76 0A 00 17 03 00 CA FE DE 61 62 63 64 65 66 67 68 59 7B 84 67 AD 2B 55 72 96 E1 23 4E 37 9D C3 11 2F 55',
    ],
    [
      '53 00 1B 00 0E 03 13 01 77 DB D8 CB 35 C8 11 88 CB DC F5 60 52 1E C8 44 69 35 64',
      '53 80 1B 00 0E 03 14 01 78 B1 E1 99 8A 99 22 92 28 C5 B1 1A 3D 39 22 CC 8D 65 F1',
    ],
    [
      '53 00 1E 00 0F 02 17 62 4C BD AC E6 60 DA 28 F9 08 0D 31 67 04 BE 7A E0 3A E5 5C 71 97 FC',
      '53 80 3E 00 0F 02 18 46 D9 8F 68 DF 2D 3B 69 A8 D0 E0 D7 EC 43 D9 B3 2E 2A BE D1 F5 77 34 C4 BA A3 17 0B 80 63 90 35 88 C4 B2 BF 14 A7 20 36 1C 56 A2 FF 97 A6 F6 C7 A4 38 56 37 7D AA 32',
    ],
  ] as const;
  for (const [command, reply] of transcript) assert.equal(rig.exchange(`FF ${command}`).hex, hear(reply));
  assert.deepEqual(pd.memory.siteKey, hex('d459f02f6602e5651f3b553bc283d43e'));
  assert.equal(pd.memory.install, false);
  assert.equal(pd.view().session, 'site');
});
