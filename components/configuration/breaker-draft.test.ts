import { expect, it } from 'vitest';
import { createBreakerSchema } from '@/lib/protocol/breaker-definition.ts';
import { type BreakerDraft, EMPTY_DRAFT, requestOf } from './breaker-draft.ts';

const draft = (change: Partial<BreakerDraft>): BreakerDraft => ({
  ...EMPTY_DRAFT,
  name: 'gifts',
  reason: 'try',
  ...change,
});
const problems = (change: Partial<BreakerDraft>) => {
  const made = requestOf(draft(change));
  return 'problems' in made ? Object.keys(made.problems) : [];
};

it('makes a request that the server takes', () => {
  const made = requestOf(draft({}));
  expect('request' in made && createBreakerSchema.safeParse(made.request).success).toBe(true);
});

it('names the fields that are wrong', () => {
  expect(problems({ name: ' ', reason: '' })).toEqual(['name', 'reason']);
  expect(problems({ config: { ...EMPTY_DRAFT.config, failureRateThreshold: 101 } })).toEqual([
    'options.failureRateThreshold',
  ]);
  expect(problems({ medianMs: 300, p95Ms: 200 })).toEqual(['p95Ms']);
  expect(problems({ dialect: 'pybreaker', optionsText: '{' })).toEqual(['options']);
  expect(problems({ dialect: 'pybreaker', optionsText: '[]' })).toEqual(['options']);
});

it('sends a library’s options in its own names', () => {
  const made = requestOf(draft({ dialect: 'pybreaker', optionsText: '{"fail_max": 5}' }));
  expect('request' in made && made.request.options).toEqual({ fail_max: 5 });
});
