import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followStream, type Stream } from '../../src/state/follow-stream.ts';

type Fake = Stream & { closed: boolean };

/** Streams and pauses in the hands of the test. */
function follow() {
  const streams: Fake[] = [];
  const pauses: { readonly ms: number; readonly work: () => void; off: boolean }[] = [];
  const heard: unknown[] = [];
  const end = followStream(
    () => {
      const stream: Fake = {
        readyState: 0,
        onopen: null,
        onmessage: null,
        onerror: null,
        addEventListener: () => {},
        closed: false,
        close() {
          this.closed = true;
        },
      };
      streams.push(stream);
      return stream;
    },
    {
      open: () => heard.push('open'),
      message: (text) => heard.push(text),
      beat: () => heard.push('beat'),
      lost: (refused) => heard.push(refused ? 'refused' : 'lost'),
    },
    (ms, work) => {
      const pause = { ms, work, off: false };
      pauses.push(pause);
      return () => {
        pause.off = true;
      };
    },
  );
  const fail = (readyState: number) => {
    const stream = streams.at(-1)!;
    Object.assign(stream, { readyState });
    stream.onerror!(undefined as never);
  };
  return { streams, pauses, heard, end, fail };
}

test('after an answer that is no stream, as a 502, it is opened again, with pauses that double up to a minute', () => {
  const { streams, pauses, heard, fail } = follow();
  for (let n = 0; n < 8; n++) {
    fail(2);
    pauses.at(-1)!.work();
  }
  assert.deepEqual(
    pauses.map(({ ms }) => ms / 1000),
    [2, 4, 8, 16, 32, 60, 60, 60],
  );
  assert.equal(streams.length, 9);
  streams.at(-1)!.onopen!(undefined as never);
  streams.at(-1)!.onmessage!({ data: 'state' } as never);
  assert.deepEqual(heard.slice(-3), ['refused', 'open', 'state']);
  fail(2);
  assert.equal(pauses.at(-1)!.ms, 2_000, 'after a stream that was open, the first pause is short again');
});

test('while the browser itself asks again, nothing else is opened', () => {
  const { streams, pauses, heard, fail } = follow();
  fail(0);
  assert.deepEqual([streams.length, pauses.length, heard], [1, 0, ['lost']]);
});

test('nothing is opened after its end', () => {
  const { streams, pauses, fail, end } = follow();
  fail(2);
  end();
  assert.deepEqual([pauses[0]!.off, streams[0]!.closed], [true, true]);
});
