import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AcuSession,
  clientCryptogram,
  DEFAULT_KEY,
  deriveSessionKeys,
  diversifyKey,
  initialRmac,
  PdSession,
  serverCryptogram,
} from '../../src/osdp/index.ts';
import { frameOf, header } from './frames.ts';
import { hex, toHex } from './hex.ts';
import { vectors } from './vectors/vectors.ts';

describe('handshakes of other implementations', () => {
  for (const vector of vectors.handshakes) {
    const rndA = hex(vector.rnd_a);
    const rndB = hex(vector.rnd_b);

    it(`derives the keys, cryptograms and first MAC of ${vector.source}`, () => {
      const keys = deriveSessionKeys(hex(vector.scbk), rndA);
      const server = serverCryptogram(keys, rndA, rndB);
      assert.deepEqual(
        [
          keys.enc,
          keys.mac1,
          keys.mac2,
          clientCryptogram(keys, rndA, rndB),
          server,
          initialRmac(keys, server),
        ].map(toHex),
        [
          vector.s_enc,
          vector.s_mac1,
          vector.s_mac2,
          vector.client_cryptogram,
          vector.server_cryptogram,
          vector.rmac_i,
        ],
      );
    });

    it(`opens a session with the numbers of ${vector.source}`, () => {
      const isDefault = vector.scbk === toHex(DEFAULT_KEY);
      const acu = new AcuSession({ key: hex(vector.scbk), selector: isDefault ? 'default' : 'site' });
      const cuid = hex(vector.cuid ?? '0001020304050607');
      const pd = new PdSession({
        cuid,
        siteKey: isDefault ? undefined : hex(vector.scbk),
        acceptsDefaultKey: isDefault,
      });
      assert.deepEqual(pd.acceptChallenge(frameOf(acu.challenge(header(1), rndA)), rndB), { ok: true });
      const ccrypt = frameOf(pd.ccrypt(header(1)));
      assert.equal(toHex(ccrypt.data), toHex(cuid) + vector.rnd_b + vector.client_cryptogram);
      assert.deepEqual(acu.acceptCcrypt(ccrypt), { ok: true, cuid });
      const scrypt = frameOf(acu.scrypt(header(2)));
      assert.equal(toHex(scrypt.data), vector.server_cryptogram);
      assert.deepEqual(pd.acceptScrypt(scrypt), { ok: true });
      const rmac = frameOf(pd.rmac(header(2)));
      assert.equal(toHex(rmac.data), vector.rmac_i);
      assert.deepEqual(acu.acceptRmac(rmac), { ok: true });
      assert.equal(acu.state, 'open');
    });
  }

  it('diversifies a master key by the block cUID, ~cUID', () => {
    // AES-128-ECB under FIPS-197's key of appendix C.1, computed with `openssl enc -aes-128-ecb`.
    const key = diversifyKey(hex('000102030405060708090a0b0c0d0e0f'), hex('0a00170300cafede'));
    assert.equal(toHex(key), 'c779e87c4eed4ea0b127f37018bc900a');
  });
});
