import type { School } from '../school/index.ts';
import type { Happening } from './happenings.ts';
import type { LineLinks } from './line-links.ts';
import type { BoardState } from './schema.ts';

const HEARD_MS = 2000;

export function boardState(school: School, links: LineLinks, latest: readonly Happening[]): BoardState {
  return {
    school: school.name,
    inside: school.people.filter(({ id }) => school.oracle.where(id).now === 'inside').length,
    people: school.people.length,
    lines: school.site.lines.all.map(({ config, bus }) => ({
      id: config.id,
      address: school.addresses.get(config.id) ?? '',
      baud: bus.acuBaud,
      connected: links.connected(config.id),
      faults: bus.faults,
    })),
    devices: school.site.devices.all.map(({ config, line, pd }) => {
      const { heardAgoMs, panels: _, ...view } = pd.view();
      return { id: config.id, line, ...view, heard: heardAgoMs !== undefined && heardAgoMs < HEARD_MS };
    }),
    lanes: school.site.lanes.all.map((lane) => lane.view()),
    fire: school.site.fire.all.map(({ id, contact }) => ({ id, ...contact })),
    crowd: school.crowd.view(),
    latest,
  };
}
