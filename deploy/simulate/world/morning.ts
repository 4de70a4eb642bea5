import type { LineEvent } from '../../../edge-agent/src/line/contract.ts';
import { laneProfiles } from '../../../firmware-sim/src/lane/index.ts';
import { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Person } from '../../../firmware-sim/src/school/population.ts';
import { Site } from '../../../firmware-sim/src/site/index.ts';
import { FakeClock } from '../../../firmware-sim/src/time/index.ts';
import { Cloud } from '../gateway/cloud.ts';
import { Gateway, type GatewayWatcher } from '../gateway/gateway.ts';
import type { Fate } from '../gateway/journal-disk.ts';
import { Crowd } from '../people/crowd.ts';
import { standBy } from '../people/escorts.ts';
import { Guard } from '../people/guard.ts';
import { Truth } from '../people/truth.ts';
import { Faults } from './faults.ts';
import { gatewayLines, listOf } from './gateway-parts.ts';
import { type Card, cardsOf, peopleOf, tokenOfCard } from './people.ts';
import type { MorningPlan } from './plan.ts';
import { type Sites, sitesOf } from './sites.ts';

/** Monday 9 November 2026, 07:20 in Sofia. */
export const UTC_BASE = Date.UTC(2026, 10, 9, 5, 20);

/** More than these say nothing new about what is wrong. */
const MOST_VIOLATIONS = 20;

/** Whoever checks that nothing forbidden happens. */
export interface Watcher extends GatewayWatcher {
  draft(fate: Fate): void;
}

/** The one violation that was looked for has been found: the rest of the morning adds nothing. */
export class Enough extends Error {}

/** One morning at one school, from which everything can be seen. */
export class Morning {
  readonly plan: MorningPlan;
  readonly clock = new FakeClock();
  readonly site: Site;
  readonly truth: Truth;
  readonly people: readonly Person[];
  /** All that the school has given out. */
  readonly cards: readonly Card[];
  readonly gateway: Gateway;
  readonly cloud: Cloud;
  readonly faults: Faults;
  readonly crowd: Crowd;
  readonly drafts: Fate[] = [];
  readonly violations: string[] = [];
  readonly sites: Sites;
  /** Clock ms at which the gate spoke to each device for the first time; nothing was seen through it before. */
  readonly firstMet = new Map<string, number>();
  /** Ends the morning by `Enough` with the first violation that begins with this. */
  until: string | undefined;
  #watcher: Watcher | undefined;

  constructor(plan: MorningPlan) {
    this.plan = plan;
    const random = new Random(plan.seeds.world);
    const sites = sitesOf(plan);
    this.sites = sites;
    this.truth = new Truth((lane) => laneProfiles[sites.build(lane).kind].closeMs);
    this.site = new Site({ clock: this.clock, config: sites.simulated });
    this.people = peopleOf(plan);
    this.cards = cardsOf(this.people, plan.strict);
    this.gateway = new Gateway({
      clock: this.clock,
      random: random.fork(),
      site: sites.configured,
      lines: gatewayLines(this.site, sites, plan),
      list: listOf(this.cards, plan.strict, UTC_BASE),
      tokenOf: tokenOfCard,
      disk: { commitMs: plan.commitMs, onDraft: (fate) => this.#drafted(fate) },
      utcBase: UTC_BASE,
      watcher: {
        heard: (line, event) => {
          this.#heard(line, event);
          this.#watcher?.heard(line, event);
        },
        stepped: () => this.#watcher?.stepped(),
        reset: () => this.#watcher?.reset(),
        drill: () => this.#watcher?.drill(),
        crashed: () => this.#watcher?.crashed(),
        started: () => this.#watcher?.started(),
      },
    });
    this.cloud = new Cloud(this.clock, this.gateway.disk, UTC_BASE, (what) => this.complain(what));
    this.site.listen(this.truth.observe);
    const guard = new Guard({
      clock: this.clock,
      random: random.fork(),
      gateway: () => this.gateway,
      tokenOf: (person) => tokenOfCard(Buffer.from(this.#cardOf(person), 'hex')),
      walk: (person, direction, lane) => crowd.walk(person, direction, lane),
      onReset: () => crowd.evacuate(false),
    });
    const crowd: Crowd = new Crowd({
      clock: this.clock,
      random: random.fork(),
      site: this.site,
      truth: this.truth,
      people: this.people,
      lengthMs: plan.lengthMs,
      habits: plan.habits,
      ...(plan.strict && { strict: plan.strict }),
      askGuard: (person, direction, lane) => guard.help(person, direction, lane),
    });
    this.crowd = crowd;
    standBy(this);
    this.faults = new Faults({ morning: this, guard, crowd });
  }

  /** Notes what must not happen, once for each wording; what was looked for however much else was noted before. */
  complain(what: string): void {
    const isWanted = this.until !== undefined && what.startsWith(this.until);
    const isKept = isWanted || this.violations.length < MOST_VIOLATIONS;
    if (isKept && !this.violations.includes(what)) this.violations.push(what);
    if (isWanted) throw new Enough(what);
  }

  /** Committed events, in their order. */
  get durable(): readonly Fate[] {
    return this.drafts
      .filter(({ durableAt }) => durableAt !== undefined)
      .sort((a, b) => a.durableSeq - b.durableSeq);
  }

  /** Nobody moves any more, nothing is broken any more, and everything that was committed has arrived. */
  get isSettled(): boolean {
    const { core } = this.gateway;
    if (core === undefined || !this.cloud.online || this.gateway.disk.failing || this.crowd.busy)
      return false;
    const { zones, waiting } = core.status(this.gateway.now);
    return (
      waiting === 0 &&
      this.cloud.complete &&
      zones.every(({ state }) => state === 'normal' || state === 'fault')
    );
  }

  watch(watcher: Watcher): void {
    this.#watcher = watcher;
  }

  #heard(line: string, event: LineEvent): void {
    if (event.kind !== 'online') return;
    const { id } = this.sites.configured.devices.find(
      (device) => device.line === line && device.address === event.address,
    )!;
    if (!this.firstMet.has(id)) this.firstMet.set(id, this.clock.now());
  }

  #drafted(fate: Fate): void {
    this.drafts.push(fate);
    this.#watcher?.draft(fate);
  }

  start(): void {
    this.gateway.start();
    this.cloud.start();
    this.faults.start();
  }

  close(): void {
    this.site.close();
    this.gateway.disk.close();
  }

  #cardOf(person: string): string {
    return this.people.find(({ id }) => id === person)!.cards[0]!.uid;
  }
}
