import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeopleFile } from '@vratar/firmware-sim/school';

const SCHOOL = `
data: data
people: people.json
lines:
  - id: line-1
    at: { socket: line-1.sock }
    devices: [{ id: a-in, address: 0, security: plain }, { id: a-out, address: 1, security: plain }]
lanes:
  - id: a
    in: { reader: { device: a-in }, release: { device: a-in, output: 0 } }
    out: { reader: { device: a-out }, release: { device: a-in, output: 1 } }
    contacts: [{ device: a-in, input: 0 }, { device: a-in, input: 1 }]
fire: [{ id: panel, device: a-in, input: 4, frees: [a] }]
`;
const PEOPLE: PeopleFile = {
  version: 1,
  school: '1. ОУ „Изпит“',
  people: [
    { uid: '04A1B2C3D4E5F6', label: 'Ана Колева, 5а', kind: 'pupil', shift: 'first', state: 'issued' },
    { uid: '04000000000001', label: 'Ана Колева, 5а', kind: 'pupil', shift: 'first', state: 'lost' },
  ],
};

/** Writes the files of a simulated school of one lane into a folder. @returns path for `loadSchool` */
export function writeBoardSchool(folder: string): string {
  const file = join(folder, 'sim.yaml');
  writeFileSync(file, SCHOOL);
  writeFileSync(join(folder, 'people.json'), JSON.stringify(PEOPLE));
  return file;
}
