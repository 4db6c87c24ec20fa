import { expect, it } from 'vitest';
import { noMatchLine } from './no-match.ts';

const nothing = { fleet: 12, filter: null, group: null, text: '' };

it('says what was looked for and among how many', () => {
  expect(noMatchLine({ ...nothing, filter: 'half-open', group: 'media' })).toBe(
    '12 breakers, none is Half-open in “media”.',
  );
  expect(noMatchLine({ ...nothing, text: ' pay ' })).toBe('12 breakers, none matches “pay”.');
  expect(noMatchLine({ ...nothing, filter: 'fault', text: 'pay' })).toBe(
    '12 breakers, none has a fault and matches “pay”.',
  );
  expect(noMatchLine({ ...nothing, group: 'gone' })).toBe('12 breakers, none is there in “gone”.');
});
