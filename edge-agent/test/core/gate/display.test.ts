import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LANGUAGES, REFUSAL_CODES, REFUSALS } from '@vratar/protocol/refusals';
import { displayText } from '../../../src/core/gate/display.ts';

it('every text covers all of any other on the same display', () => {
  for (const [columns, rows] of [
    [16, 2],
    [8, 1],
    [20, 4],
    [40, 2],
  ] as const) {
    const texts = REFUSAL_CODES.flatMap((code) =>
      LANGUAGES.map((language) => displayText(REFUSALS[code].text[language], { columns, rows })),
    );
    assert.deepEqual([...new Set(texts.map(({ length }) => length))].length, 1, `${columns} x ${rows}`);
    assert.ok(texts[0]!.length <= columns * Math.min(rows, 2));
  }
});

it('a display’s rows begin where they should, in Latin letters', () => {
  const text = { display: ['Изгубена', 'Дай я'], long: '' } as const;
  assert.equal(displayText(text, { columns: 10, rows: 2 }), 'Izgubena  Day ya    ');
  assert.equal(displayText(text, { columns: 20, rows: 4 }), `${'Izgubena'.padEnd(20)}${'Day ya'.padEnd(16)}`);
  assert.equal(displayText(text, { columns: 8, rows: 1 }), 'Izgubena');
});
