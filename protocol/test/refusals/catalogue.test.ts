import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  GRANTED,
  LANGUAGES,
  REFUSAL_CODES,
  REFUSAL_SIGNALS,
  REFUSALS,
  toLatin,
} from '@vratar/protocol/refusals';

const alphabet = { bg: /[а-я]/i, ru: /[а-я]/i, en: /[a-z]/i };

it('a grant says in three languages that one may go', () => {
  for (const language of LANGUAGES) {
    const { display } = GRANTED[language];
    assert.ok(display.every((row) => row.length <= 16));
    assert.match(display[0], alphabet[language]);
  }
  assert.equal(new Set(LANGUAGES.map((language) => GRANTED[language].display[0])).size, LANGUAGES.length);
});

describe('I11 every refusal has a code, a text in three languages and a signal', () => {
  for (const code of REFUSAL_CODES) {
    for (const language of LANGUAGES) {
      it(`${code} in ${language} fits a display of 2 x 16 and is said in short sentences`, () => {
        const { display, long } = REFUSALS[code].text[language];
        for (const row of display)
          for (const shown of [row, toLatin(row)])
            assert.ok([...shown].length <= 16, `"${shown}" is too long`);
        assert.ok(display[0].length > 0);
        assert.match(long, alphabet[language]);
        assert.match(long, /[.]$/);
        for (const sentence of long.split(/(?<=[.])\s/)) {
          assert.ok(sentence.split(' ').length <= 12, `too long for a child: "${sentence}"`);
        }
      });
    }
  }

  it('has no two codes that read the same on the long form', () => {
    for (const language of LANGUAGES) {
      const texts = REFUSAL_CODES.map((code) => REFUSALS[code].text[language].long);
      assert.equal(new Set(texts).size, texts.length);
    }
  });

  it('has signals that differ by rhythm, not only by colour', () => {
    const rhythms = Object.values(REFUSAL_SIGNALS).map(({ sound }) => `${sound.onMs}/${sound.count}`);
    assert.equal(new Set(rhythms).size, rhythms.length);
  });
});
