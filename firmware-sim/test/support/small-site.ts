import { parseConfig } from '@vratar/protocol/config';
import { type Site, Site as SiteClass, SiteConfig } from '../../src/site/index.ts';
import { FakeClock } from '../../src/time/index.ts';

/** Two tripods on one line, in clear, with a supervised fire loop that frees both. */
export const SMALL_SITE = `
lines:
  - id: line-1
    at: { socket: unused.sock }
    baud: 115200
    devices:
      - { id: a-in, address: 0, security: plain, turnaroundMs: 0 }
      - { id: a-out, address: 1, security: plain, turnaroundMs: 0 }
      - { id: b-in, address: 2, security: plain, turnaroundMs: 0 }
      - { id: b-out, address: 3, security: plain, turnaroundMs: 0 }
lanes:
  - id: a
    in: { reader: { device: a-in }, release: { device: a-in, output: 0 }, go: { device: a-in, output: 2 } }
    out: { reader: { device: a-out }, release: { device: a-in, output: 1 } }
    contacts: [{ device: a-in, input: 0 }, { device: a-in, input: 1 }]
    siren: { device: a-in, output: 4 }
    tamper: { device: a-in, input: 3, normally: closed }
    button: { device: a-in, input: 5 }
    arms: { device: a-in, input: 2 }
  - id: b
    in: { reader: { device: b-in }, release: { device: b-in, output: 0 } }
    out: { reader: { device: b-out }, release: { device: b-in, output: 1 } }
    contacts: [{ device: b-in, input: 0 }, { device: b-in, input: 1 }]
fire:
  - { id: panel, device: a-in, input: 4, supervised: true, frees: [a, b] }
`;

export function siteConfig(text = SMALL_SITE): SiteConfig {
  return parseConfig(text, 'site.yaml', SiteConfig);
}

export function smallSite(text = SMALL_SITE): { clock: FakeClock; site: Site } {
  const clock = new FakeClock();
  return { clock, site: new SiteClass({ clock, config: siteConfig(text) }) };
}
