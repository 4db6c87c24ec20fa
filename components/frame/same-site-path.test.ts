import { expect, it } from 'vitest';
import { sameSitePath } from './same-site-path.ts';

it('leads back to where somebody wanted to go', () => {
  expect(sameSitePath('/history?breaker=a#top')).toBe('/history?breaker=a#top');
});

it('never leads off this site, nor in a circle', () => {
  const outside = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
  ];
  for (const next of [...outside, '/sign-in?next=/', undefined, ['/a', '/b'], '']) expect(sameSitePath(next)).toBe('/');
});
