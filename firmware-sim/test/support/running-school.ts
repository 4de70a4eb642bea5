import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSchool, type PeopleFile, School } from '../../src/school/index.ts';
import { SMALL_SITE } from './small-site.ts';

export const PEOPLE: PeopleFile = {
  version: 1,
  school: 'Test School',
  people: [
    { uid: '04A1B2C3D4E5F6', label: 'Ana, 5a', kind: 'pupil', shift: 'first', state: 'issued' },
    { uid: '04000000000001', label: 'Ana, 5a', kind: 'pupil', shift: 'first', state: 'lost' },
    { uid: 'DEADBEEF', label: 'Boris, 6b', kind: 'pupil', shift: 'second', state: 'issued' },
  ],
};

/** A folder of its own with configuration and people. */
export async function schoolFolder(change = (text: string): string => text): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-school-'));
  const site = SMALL_SITE.replace('unused.sock', 'line-1.sock');
  await writeFile(
    join(folder, 'sim.yaml'),
    change(`data: data\npeople: people.json\nboard: { port: 0 }\n${site}`),
  );
  await writeFile(join(folder, 'people.json'), JSON.stringify(PEOPLE));
  return folder;
}

export async function runSchool(folder: string): Promise<School> {
  return School.start(await loadSchool(join(folder, 'sim.yaml')));
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true });
}
