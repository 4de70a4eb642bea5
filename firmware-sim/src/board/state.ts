import type { Contact } from '../contact/index.ts';
import type { CrowdView } from '../crowd/index.ts';
import type { WireFaults } from '../line/index.ts';
import type { PdView } from '../pd/index.ts';
import type { School } from '../school/index.ts';
import type { LaneView } from '../site/index.ts';
import type { Happening } from './happenings.ts';
import type { LineLinks } from './line-links.ts';

export interface BoardLine {
  readonly id: string;
  readonly address: string;
  readonly baud: number;
  /** Whether a gateway holds the line. */
  readonly connected: boolean;
  readonly faults: WireFaults;
}

export interface BoardDevice extends Omit<PdView, 'heardAgoMs' | 'panels'> {
  readonly id: string;
  readonly line: string;
  /** The gateway spoke to it within the last two seconds. */
  readonly heard: boolean;
}

/** Everything that the board shows, whole, so that a page that missed one is right again with the next. */
export interface BoardState {
  readonly school: string;
  readonly inside: number;
  readonly people: number;
  readonly lines: readonly BoardLine[];
  readonly devices: readonly BoardDevice[];
  readonly lanes: readonly LaneView[];
  readonly fire: readonly ({ readonly id: string } & Contact)[];
  readonly crowd: CrowdView;
  readonly latest: readonly Happening[];
}

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
