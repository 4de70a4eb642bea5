import { EdgeConfig } from '@vratar/edge-agent/src/config/edge-config.ts';
import { Random } from '@vratar/firmware-sim/random';
import { Site } from '@vratar/firmware-sim/site';
import { FakeClock } from '@vratar/firmware-sim/time';
import { parseConfig } from '@vratar/protocol/config';
import { Gateway } from '../../simulate/gateway/gateway.ts';
import { gatewayLines, listOf } from '../../simulate/world/gateway-parts.ts';
import { cardsOf, tokenOfCard } from '../../simulate/world/people.ts';
import { uidOf } from '../../testing/gate/index.ts';
import { installed, layOut, type SiteShape, simulated } from '../../testing/gate/site.ts';
import { crowd } from './crowd.ts';
import { type FireSample, FireWatch } from './fire-watch.ts';

const UTC_BASE = Date.UTC(2026, 10, 9, 5, 20);
const COMMIT_MS = 5;
/** Devices are met, and the crowd is under way. */
const SETTLED_MS = 20_000;
const LONGEST_MS = 20_000;
const CARDS = 2000;
/** No list is verified here. */
const LIST_KEY = `${'A'.repeat(43)}=`;
const NOBODY = { heard() {}, stepped() {}, reset() {}, drill() {}, crashed() {}, started() {} };

/** The gate's core and its lines on simulated devices, in time that only we move: no machine is in the figures. */
export class SimulatedFire {
  readonly #clock = new FakeClock();
  readonly #random = new Random(1);
  readonly #site: Site;
  readonly #gateway: Gateway;
  readonly #lines: ReadonlyMap<string, readonly string[]>;

  /** @param dead lanes whose devices are switched off */
  constructor(shape: SiteShape, lines: ReadonlyMap<string, readonly string[]>, dead: readonly string[]) {
    this.#lines = lines;
    const laid = layOut(shape);
    const built = simulated(shape, laid, '/nowhere');
    const paced = built.lines.map((line) => ({ ...line, pace: 'on' as const }));
    this.#site = new Site({ clock: this.#clock, config: { ...built, lines: paced } });
    const text = installed(shape, laid, '/nowhere', LIST_KEY);
    const { site: configured } = parseConfig(text, 'edge.yaml', EdgeConfig);
    const keys = new Map(laid.map(({ id, key }) => [id, key]));
    const people = Array.from({ length: CARDS }, (_, n) => ({
      id: `p${n}`,
      label: `p${n}`,
      kind: 'pupil' as const,
      shift: undefined,
      cards: [{ uid: uidOf(n), state: 'issued' as const }],
    }));
    this.#gateway = new Gateway({
      clock: this.#clock,
      random: this.#random,
      site: configured,
      lines: gatewayLines(this.#site, { configured, keys }, shape),
      list: listOf(cardsOf(people, undefined), undefined, UTC_BASE),
      tokenOf: tokenOfCard,
      disk: { commitMs: COMMIT_MS, onDraft: () => undefined },
      utcBase: UTC_BASE,
      watcher: NOBODY,
    });
    this.#gateway.start();
    this.#clock.advance(SETTLED_MS);
    for (const lane of dead) this.#site.devices.get(lane).pd.powerOff();
    crowd({ site: this.#site, clock: this.#clock, cards: CARDS }, [...lines.values()].flat());
    this.#clock.advance(SETTLED_MS);
  }

  /** One alarm at a random moment, and its end. */
  trial(): FireSample {
    this.#clock.advance(100 + this.#random.unit() * 400);
    const loop = this.#site.fire.all[0]!;
    const contact = [...this.#lines.values()][0]![0]!;
    let sample: FireSample | undefined;
    const parts = { site: this.#site, clock: this.#clock, lines: this.#lines, contact };
    const watch = new FireWatch(parts, (done) => {
      sample = done;
    });
    loop.alarm(true);
    this.#until(
      () => sample !== undefined,
      () => `not free: ${watch.locked.join(', ')}`,
    );
    loop.alarm(false);
    const reset = () => this.#gateway.order({ name: 'fire_reset', zone: 'school' }) === 'done';
    this.#until(reset, () => 'the zone cannot be reset');
    return sample!;
  }

  #until(done: () => boolean, else_: () => string): void {
    for (const end = this.#clock.now() + LONGEST_MS; !done(); this.#clock.advance(10)) {
      if (this.#clock.now() > end) throw new Error(else_());
    }
  }
}
