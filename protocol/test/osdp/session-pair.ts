import assert from 'node:assert/strict';
import { AcuSession, PdSession } from '../../src/osdp/index.ts';
import { frameOf, header } from './frames.ts';

const KEY = Uint8Array.from({ length: 16 }, (_, i) => 0xa0 + i);

/** An ACU and a PD with an open session under a site key. */
export function openPair(): { readonly acu: AcuSession; readonly pd: PdSession } {
  const acu = new AcuSession({ key: KEY, selector: 'site' });
  const pd = new PdSession({ cuid: new Uint8Array(8), siteKey: KEY, acceptsDefaultKey: false });
  assert.ok(
    pd.acceptChallenge(
      frameOf(acu.challenge(header(1), new Uint8Array(8).fill(7))),
      new Uint8Array(8).fill(9),
    ).ok,
  );
  assert.ok(acu.acceptCcrypt(frameOf(pd.ccrypt(header(1)))).ok);
  assert.ok(pd.acceptScrypt(frameOf(acu.scrypt(header(2)))).ok);
  assert.ok(acu.acceptRmac(frameOf(pd.rmac(header(2)))).ok);
  return { acu, pd };
}
