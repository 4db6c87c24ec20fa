import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

it('needs no variable at all', () => {
  expect(readSettings({})).toEqual({
    port: 3_000,
    host: '127.0.0.1',
    operatorToken: null,
    publicUrl: null,
    databaseUrl: 'file:./data/panel.db',
    demo: true,
    logLevel: 'warn',
  });
});

it('treats an empty variable as one that is not set', () => {
  expect(readSettings({ PORT: '', PANEL_DEMO: '' })).toMatchObject({ port: 3_000, demo: true });
});

describe('a wrong value is told in one line that names the variable and the value', () => {
  it.each([
    [{ PORT: 'http' }, /^PORT: .*“http”$/],
    [{ PORT: '70000' }, /^PORT: .*65535.*“70000”$/],
    [{ HOST: '0.0.0.0' }, /^HOST: is not a loopback address, which needs PANEL_OPERATOR_TOKEN.*“0\.0\.0\.0”$/],
    [{ DATABASE_URL: 'postgres://x' }, /^DATABASE_URL: must begin with file:.*“postgres:\/\/x”$/],
    [{ PANEL_DEMO: 'yes' }, /^PANEL_DEMO: .*“yes”$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: .*“loud”$/],
    [{ PANEL_PUBLIC_URL: 'panel.example' }, /^PANEL_PUBLIC_URL: .*“panel\.example”$/],
  ])('%o', (env, words) => {
    expect(() => readSettings(env)).toThrow(words);
  });

  it('but never the token itself', () => {
    expect(() => readSettings({ PANEL_OPERATOR_TOKEN: 'hunter2' })).toThrow(/^PANEL_OPERATOR_TOKEN: (?!.*hunter2)/);
  });
});

it('takes another address together with a token', () => {
  expect(readSettings({ HOST: '0.0.0.0', PANEL_OPERATOR_TOKEN: 'a token of some length' }).host).toBe('0.0.0.0');
});
