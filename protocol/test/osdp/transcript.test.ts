import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AcuSession,
  ChannelCipher,
  type Command,
  DEFAULT_KEY,
  decodeCommand,
  decodeReply,
  deriveSessionKeys,
  encodeCommand,
  encodeFrame,
  encodeReply,
  type Frame,
  initialRmac,
  PdSession,
  type Reply,
  SCS,
  SessionObserver,
  serverCryptogram,
} from '../../src/osdp/index.ts';
import { open, seal } from '../../src/osdp/secure/sealing.ts';
import { frameOf, header } from './frames.ts';
import { hex, toHex } from './hex.ts';

const CUID = hex('0A00170300CAFEDE');
const SITE_KEY = hex('D459F02F6602E5651F3B553BC283D43E');
const RND_B = hex('6162636465666768');

/** Bytes between a reader and a control unit of two other makers: default key, KEYSET, session under the new key. */
const WIRE = {
  challenge1: '53 00 13 00 0D 03 11 00 76 CD CD 92 12 12 D3 EE 6A 8C 8B',
  ccrypt1:
    '53 80 2B 00 0D 03 12 00 76 0A 00 17 03 00 CA FE DE 61 62 63 64 65 66 67 68 4B 7E 2F 98 AD 79 BD 96 81 19 A8 D1 D3 DB DA EE 8E FD',
  scrypt1: '53 00 1B 00 0E 03 13 00 77 A2 30 F5 D3 3B 25 F4 34 34 92 9A B2 08 DE 90 A7 41 03',
  rmac1: '53 80 1B 00 0E 03 14 01 78 D8 F5 43 E2 07 AC 5D 2E 30 BE 9F AC 3A A0 4B EA 95 85',
  keyset:
    '53 00 2E 00 0F 02 17 75 EA 64 E3 51 74 E3 09 D6 6A D2 80 73 54 CD DE 65 9E B5 22 6F 32 56 63 90 91 5E D7 79 87 BF 51 7C 41 25 EC 77 64 96',
  keysetAck: '53 80 0E 00 0F 02 16 40 B1 89 2D FE 52 95',
  challenge2: '53 00 13 00 0D 03 11 01 76 63 6E 34 78 F7 08 5C 57 5C E0',
  ccrypt2:
    '53 80 2B 00 0D 03 12 01 76 0A 00 17 03 00 CA FE DE 61 62 63 64 65 66 67 68 59 7B 84 67 AD 2B 55 72 96 E1 23 4E 37 9D C3 11 2F 55',
  scrypt2: '53 00 1B 00 0E 03 13 01 77 DB D8 CB 35 C8 11 88 CB DC F5 60 52 1E C8 44 69 35 64',
  rmac2: '53 80 1B 00 0E 03 14 01 78 B1 E1 99 8A 99 22 92 28 C5 B1 1A 3D 39 22 CC 8D 65 F1',
  cap: '53 00 1E 00 0F 02 17 62 4C BD AC E6 60 DA 28 F9 08 0D 31 67 04 BE 7A E0 3A E5 5C 71 97 FC',
  pdcap:
    '53 80 3E 00 0F 02 18 46 D9 8F 68 DF 2D 3B 69 A8 D0 E0 D7 EC 43 D9 B3 2E 2A BE D1 F5 77 34 C4 BA A3 17 0B 80 63 90 35 88 C4 B2 BF 14 A7 20 36 1C 56 A2 FF 97 A6 F6 C7 A4 38 56 37 7D AA 32',
  led: '53 00 1E 00 0D 02 17 69 02 45 F0 90 72 01 28 B1 D0 0B FE 54 C7 A9 EF 58 1E DA E7 70 59 D2',
  lstat: '53 00 1E 00 0F 02 17 64 7C BA 29 1C 20 39 20 B5 4C 9E ED 44 62 36 3C E8 C5 C8 98 8F 1E EF',
  lstatr: '53 80 1E 00 0F 02 18 48 DB 34 E7 E8 1C 61 F1 2F F4 5F CB 76 02 F6 DE 2F 1A 52 32 DF 33 D4',
  poll: '53 00 0E 00 0F 02 15 60 98 10 8D 64 B0 C7',
  ack: '53 80 0E 00 0F 02 16 40 B3 92 15 54 34 53',
} as const;

const PDCAP_DATA =
  '010208020210030100040101050100060101080100090101' + '0A00030B00030C00000D00000E00000F0000100200';
const LED_DATA = '000000BDAC0000DA280118010100';
const ACK = encodeReply({ kind: 'ACK' });

function assertBytes(bytes: Uint8Array, wire: string): void {
  assert.equal(toHex(bytes), toHex(hex(wire)));
}

describe('a recorded session', () => {
  it('is produced byte for byte by the ACU, and its answers are accepted', () => {
    const first = new AcuSession({ key: DEFAULT_KEY, selector: 'default' });
    assertBytes(first.challenge(header(1), hex('CDCD921212D3EE6A')), WIRE.challenge1);
    assert.deepEqual(first.acceptCcrypt(frameOf(WIRE.ccrypt1)), { ok: true, cuid: CUID });
    assertBytes(first.scrypt(header(2)), WIRE.scrypt1);
    assert.deepEqual(first.acceptRmac(frameOf(WIRE.rmac1)), { ok: true });
    const keyset = encodeCommand({ kind: 'KEYSET', keyType: 1, key: SITE_KEY });
    assertBytes(first.wrap(header(3), keyset), WIRE.keyset);
    assert.equal(first.unwrap(frameOf(WIRE.keysetAck)).ok, true);

    const second = new AcuSession({ key: SITE_KEY, selector: 'site' });
    assertBytes(second.challenge(header(1), hex('636E3478F7085C57')), WIRE.challenge2);
    assert.equal(second.acceptCcrypt(frameOf(WIRE.ccrypt2)).ok, true);
    assertBytes(second.scrypt(header(2)), WIRE.scrypt2);
    assert.equal(second.acceptRmac(frameOf(WIRE.rmac2)).ok, true);
    assertBytes(second.wrap(header(3), encodeCommand({ kind: 'CAP', form: 0 })), WIRE.cap);
    const pdcap = second.unwrap(frameOf(WIRE.pdcap));
    assert.ok(pdcap.ok && pdcap.secure);
    assertBytes(pdcap.data, PDCAP_DATA);
    assertBytes(second.wrap(header(1), { code: 0x69, data: hex(LED_DATA) }), WIRE.led);
  });

  it('is answered byte for byte by the PD', () => {
    const pd = new PdSession({ cuid: CUID, acceptsDefaultKey: true });
    assert.equal(pd.acceptChallenge(frameOf(WIRE.challenge1), RND_B).ok, true);
    assertBytes(pd.ccrypt(header(1)), WIRE.ccrypt1);
    assert.equal(pd.acceptScrypt(frameOf(WIRE.scrypt1)).ok, true);
    assertBytes(pd.rmac(header(2)), WIRE.rmac1);
    const keyset = pd.unwrap(frameOf(WIRE.keyset));
    assert.ok(keyset.ok);
    const command = decodeCommand(keyset.code, keyset.data);
    assert.ok(command.ok && command.value.kind === 'KEYSET');
    assertBytes(command.value.key, toHex(SITE_KEY));
    pd.setKeys({ siteKey: command.value.key, acceptsDefaultKey: false });
    assertBytes(pd.wrap(header(3), ACK), WIRE.keysetAck);

    assert.equal(pd.acceptChallenge(frameOf(WIRE.challenge2), RND_B).ok, true);
    assertBytes(pd.ccrypt(header(1)), WIRE.ccrypt2);
    assert.equal(pd.acceptScrypt(frameOf(WIRE.scrypt2)).ok, true);
    assertBytes(pd.rmac(header(2)), WIRE.rmac2);
    assert.ok(pd.unwrap(frameOf(WIRE.cap)).ok);
    assertBytes(pd.wrap(header(3), { code: 0x46, data: hex(PDCAP_DATA) }), WIRE.pdcap);
    const led = pd.unwrap(frameOf(WIRE.led));
    assert.ok(led.ok);
    assertBytes(led.data, LED_DATA);
  });

  it('holds together from the first MAC to the last poll, all-padding payloads included', () => {
    const line = new RecordedLine();
    line.heard(WIRE.cap, '00');
    line.heard(WIRE.pdcap, PDCAP_DATA);
    line.heard(WIRE.led, LED_DATA);
    line.replied(1, { kind: 'ACK' });
    line.commanded(2, {
      kind: 'TEXT',
      reader: 0,
      mode: 'permanentWrap',
      seconds: 0,
      row: 1,
      column: 1,
      text: 'Ready                4:45 AM    ',
    });
    line.replied(2, { kind: 'ACK' });
    line.heard(WIRE.lstat, '');
    line.heard(WIRE.lstatr, '0001');
    line.commandedEmptyButEncrypted(1, { kind: 'RSTAT' });
    line.replied(1, { kind: 'RSTATR', readers: ['disconnected'] });
    line.commanded(2, { kind: 'ACURXSIZE', size: 2048 });
    line.replied(2, { kind: 'ACK' });
    line.heard(WIRE.poll, '');
    line.heard(WIRE.ack, '');
  });

  it('is read from outside by whoever knows the site key', () => {
    const observer = new SessionObserver([SITE_KEY]);
    const seen = Object.entries(WIRE).map(([name, wire]) => {
      const observed = observer.observe(frameOf(wire));
      if (observed.kind === 'opened') return `${name} ${toHex(observed.data)}`;
      return `${name} ${observed.kind} ${observed.kind === 'handshake' ? (observed.key ?? '') : ''}`.trim();
    });
    assert.deepEqual(seen.slice(0, 13), [
      'challenge1 handshake',
      'ccrypt1 handshake default',
      'scrypt1 handshake',
      'rmac1 handshake',
      `keyset 0110${toHex(SITE_KEY)}`,
      'keysetAck ',
      'challenge2 handshake',
      'ccrypt2 handshake known',
      'scrypt2 handshake',
      'rmac2 handshake',
      'cap 00',
      `pdcap ${PDCAP_DATA.toLowerCase()}`,
      `led ${LED_DATA.toLowerCase()}`,
    ]);
    const again = observer.observe(frameOf(WIRE.led));
    assert.ok(again.kind === 'opened' && again.repeated);
    assert.deepEqual(observer.observe(frameOf(WIRE.poll)), { kind: 'sealed', reason: 'mac' });
  });

  it('tells a bystander without the key that it is sealed, and why', () => {
    const observer = new SessionObserver([]);
    assert.deepEqual(observer.observe(frameOf(WIRE.poll)), { kind: 'sealed', reason: 'no_handshake' });
    observer.observe(frameOf(WIRE.challenge2));
    assert.deepEqual(observer.observe(frameOf(WIRE.ccrypt2)), { kind: 'handshake', key: 'unknown' });
    assert.deepEqual(observer.observe(frameOf(WIRE.cap)), { kind: 'sealed', reason: 'unknown_key' });
  });

  it('reads as typed messages', () => {
    const lstatr = decodeReply(0x48, hex('0001'));
    assert.deepEqual(lstatr, { ok: true, value: { kind: 'LSTATR', tamper: false, powerFault: true } });
    const pdcap = decodeReply(0x46, hex(PDCAP_DATA));
    assert.ok(pdcap.ok && pdcap.value.kind === 'PDCAP');
    assert.equal(pdcap.value.capabilities.length, 15);
    assert.deepEqual(pdcap.value.capabilities[1], { function: 2, level: 2, units: 16 });
  });
});

/** The second session of the recording; what the notes leave out of it is computed, and proven by what follows. */
class RecordedLine {
  readonly #cipher: ChannelCipher;
  #last: { command: Uint8Array; reply: Uint8Array };

  constructor() {
    const rndA = hex('636E3478F7085C57');
    const keys = deriveSessionKeys(SITE_KEY, rndA);
    const rmac = initialRmac(keys, serverCryptogram(keys, rndA, RND_B));
    this.#cipher = new ChannelCipher(keys);
    this.#last = { command: rmac, reply: rmac };
  }

  heard(wire: string, data: string): void {
    const frame: Frame = frameOf(wire);
    const way = frame.reply ? 'reply' : 'command';
    const opened = open(this.#cipher, way, frame, this.#last[frame.reply ? 'command' : 'reply']);
    assert.ok(opened.ok, wire);
    assertBytes(opened.data, data);
    this.#last[way] = opened.mac;
  }

  commanded(sequence: 1 | 2 | 3, command: Command): void {
    const message = encodeCommand(command);
    this.#last.command = seal(this.#cipher, 'command', header(sequence), message, this.#last.reply).mac;
  }

  replied(sequence: 1 | 2 | 3, reply: Reply): void {
    const message = encodeReply(reply);
    this.#last.reply = seal(this.#cipher, 'reply', header(sequence), message, this.#last.command).mac;
  }

  commandedEmptyButEncrypted(sequence: 1 | 2 | 3, command: Command): void {
    const { code, data } = encodeCommand(command);
    const security = { type: SCS.commandEncrypted, data: new Uint8Array(0) };
    const content = { reply: false, security, code, data: this.#cipher.encrypt(data, this.#last.reply) };
    const previous = this.#last.reply;
    encodeFrame(header(sequence), content, (covered) => {
      this.#last.command = this.#cipher.mac(covered, previous);
      return this.#last.command.subarray(0, 4);
    });
  }
}
