import { parseConfig } from '@vratar/protocol/config';
import { Site } from '../../../src/core/index.ts';

/** Devices a1 (in) and a2 (out) on line `a` for one lane, and a fire loop on a1. */
export const TRIPOD = `
building: A
timezone: Europe/Sofia
devices:
  - { id: a1, line: a, address: 1 }
  - { id: a2, line: a, address: 2 }
lanes:
  - id: north
    sensors:
      kind: pair
      outer: { device: a1, input: 0 }
      inner: { device: a1, input: 1 }
    in:
      reader: { device: a1, display: {} }
      release: { device: a1, output: 0 }
      go: { device: a1, output: 1 }
    out:
      reader: { device: a2 }
      release: { device: a2, output: 0, energised: locks }
    siren: { device: a2, output: 2 }
fire:
  inputs:
    - { id: loop, device: a1, input: 2 }
  zones:
    - { id: main, inputs: [loop], key: { device: a2, input: 3 } }
`;

/** A door with a contact and one lock for both ways. */
export const DOOR = `
building: A
devices:
  - { id: a1, line: a, address: 1 }
  - { id: a2, line: a, address: 2 }
lanes:
  - id: north
    sensors: { kind: door, contact: { device: a1, input: 0, normally: closed } }
    in: { reader: { device: a1 }, release: { device: a1, output: 0, energised: locks } }
    out: { reader: { device: a2 }, release: { device: a1, output: 0, energised: locks } }
fire: { inputs: [], zones: [] }
`;

/** Two tripods side by side, four devices on one line. */
export const TWO_TRIPODS = `
building: A
devices:
  - { id: a1, line: a, address: 1 }
  - { id: a2, line: a, address: 2 }
  - { id: a3, line: a, address: 3 }
  - { id: a4, line: a, address: 4 }
lanes:
  - id: north
    sensors: { kind: pair, outer: { device: a1, input: 0 }, inner: { device: a1, input: 1 } }
    in: { reader: { device: a1 }, release: { device: a1, output: 0 } }
    out: { reader: { device: a2 }, release: { device: a2, output: 0 } }
  - id: south
    sensors: { kind: pair, outer: { device: a3, input: 0 }, inner: { device: a3, input: 1 } }
    in: { reader: { device: a3 }, release: { device: a3, output: 0 } }
    out: { reader: { device: a4 }, release: { device: a4, output: 0 } }
fire:
  inputs: [{ id: loop, device: a1, input: 2 }]
  zones: [{ id: main, inputs: [loop] }]
`;

export const site = (yaml: string): Site => parseConfig(yaml, 'site.yaml', Site);
