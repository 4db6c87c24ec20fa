import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type PanelProcess, startPanel } from './panel-process.ts';

/** Starts the server where it can't start, and gives what it said. */
function failToStart(env: Record<string, string>): { code: number | null; said: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'breaker-panel-e2e-'));
  const { status, stderr } = spawnSync(process.execPath, ['dist/server.mjs'], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '1', DATABASE_URL: `file:${folder}/panel.db`, ...env },
    timeout: 20_000,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  return { code: status, said: stderr.trim().split('\n') };
}

async function numbersInHistory({ url }: PanelProcess): Promise<number[]> {
  const seqs: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { transitions: { seq: number }[]; nextCursor: string | null } = await (
      await fetch(`${url}/api/history/transitions?limit=500${cursor ? `&cursor=${cursor}` : ''}`)
    ).json();
    seqs.push(...page.transitions.map(({ seq }) => seq));
    cursor = page.nextCursor;
  }
  return seqs;
}

test.describe('a wrong start is one clear line that names the variable, and exit code 1', () => {
  for (const [name, env, words] of [
    ['a port that is no number', { PORT: 'http' }, /PORT: .*“http”/],
    ['an open address without a token', { HOST: '0.0.0.0' }, /HOST: is not a loopback address.*PANEL_OPERATOR_TOKEN/],
    ['a database that is no file', { DATABASE_URL: 'postgres://db' }, /DATABASE_URL: must begin with file:/],
    ['a token that is too short', { PANEL_OPERATOR_TOKEN: 'short' }, /PANEL_OPERATOR_TOKEN: /],
  ] as const) {
    test(name, () => {
      const { code, said } = failToStart(env);
      expect(code).toBe(1);
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(words);
    });
  }

  test('a port in use, and a database in use', async () => {
    const panel = await startPanel();
    try {
      const samePort = failToStart({ PORT: new URL(panel.url).port });
      expect(samePort.code).toBe(1);
      expect(samePort.said.join('\n')).toMatch(/^Breaker Panel could not start. PORT: \d+ is in use on 127\.0\.0\.1/);
      const other = await startPanel();
      const port = new URL(other.url).port;
      await other.dispose();
      const sameDatabase = failToStart({ PORT: port, DATABASE_URL: `file:${panel.databaseFile}` });
      expect(sameDatabase.code).toBe(1);
      expect(sameDatabase.said).toHaveLength(1);
      expect(sameDatabase.said[0]).toContain(panel.databaseFile);
    } finally {
      await panel.dispose();
    }
  });

  test('a database path that is a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'breaker-panel-e2e-'));
    const free = await startPanel();
    const port = new URL(free.url).port;
    await free.dispose();
    const { code, said } = failToStart({ PORT: port, DATABASE_URL: `file:${folder}` });
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(folder);
  });
});

test('a damaged database is set aside under another name, and the panel starts anew and says so', async () => {
  const panel = await startPanel();
  try {
    await panel.stop();
    writeFileSync(panel.databaseFile, 'this is not a database, and it is long enough to be looked at'.repeat(100));
    await panel.start();
    const folder = dirname(panel.databaseFile);
    const aside = readdirSync(folder).filter((name) => /^panel\.db\.damaged-/.test(name));
    expect(aside.length).toBeGreaterThan(0);
    expect(panel.output()).toContain('panel.db.damaged-');
    expect((await fetch(`${panel.url}/api/breakers`)).status).toBe(200);
  } finally {
    await panel.dispose();
  }
});

test('SIGTERM ends it with exit code 0 within 5 s', async () => {
  const panel = await startPanel();
  try {
    const begun = performance.now();
    expect(await panel.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5_000);
  } finally {
    await panel.dispose();
  }
});

test('what was told before a kill -9 is in the history after it, once, in the same state', async () => {
  const panel = await startPanel();
  try {
    const send = (path: string, body: object) =>
      fetch(`${panel.url}${path}`, { method: 'POST', body: JSON.stringify(body) }).then((reply) => reply.json());
    const told: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const kind of ['force-open', 'release'] as const) {
        await send('/api/breakers/ledger-post/commands', { kind, reason: `round ${round}` });
        const [newest] = await numbersInHistory(panel);
        told.push(newest ?? 0);
      }
      await send('/api/breakers/call_service_b/calls', { outcome: 'failure', count: 3 });
      const { breaker } = await (await fetch(`${panel.url}/api/breakers/call_service_b`)).json();
      await panel.kill();
      await panel.start();
      const after = await (await fetch(`${panel.url}/api/breakers/call_service_b`)).json();
      // Half-open comes back open; anything else is as it was, or further on by its own clock.
      if (breaker.state === 'open') expect(['open', 'half-open']).toContain(after.breaker.state);
      await send('/api/breakers/call_service_b/commands', { kind: 'reset', reason: 'next round' });
    }
    const numbers = await numbersInHistory(panel);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const seq of told) expect(numbers).toContain(seq);
  } finally {
    await panel.dispose();
  }
});

test('an empty fleet starts empty', async () => {
  const panel = await startPanel({ PANEL_DEMO: 'off' });
  try {
    expect(await (await fetch(`${panel.url}/api/breakers`)).json()).toEqual({ breakers: [] });
  } finally {
    await panel.dispose();
  }
});

test.describe('with an operator token', () => {
  const TOKEN = 'correct horse battery';
  let panel: PanelProcess;
  test.beforeAll(async () => {
    panel = await startPanel({ PANEL_OPERATOR_TOKEN: TOKEN });
  });
  test.afterAll(async () => panel.dispose());

  test('everything is guarded, reads too', async () => {
    for (const path of ['/api/breakers', '/api/health/ready', '/api/history/transitions', '/']) {
      expect((await fetch(`${panel.url}${path}`)).status, path).toBe(401);
    }
    const bearer = { headers: { authorization: `Bearer ${TOKEN}` } };
    expect((await fetch(`${panel.url}/api/breakers`, bearer)).status).toBe(200);
  });

  test('a browser is asked for it once, and keeps it where scripts can’t read it', async ({ page }) => {
    await page.goto(`${panel.url}/history`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByLabel(/token/i).fill('something else entirely');
    await page.getByRole('button', { name: /sign in|continue|open/i }).click();
    await expect(page.getByText('This is not the operator token.')).toBeVisible();
    await page.getByLabel(/token/i).fill(TOKEN);
    await page.getByRole('button', { name: /sign in|continue|open/i }).click();
    await expect(page).toHaveURL(`${panel.url}/history`);
    await page.goto(panel.url);
    await expect(page.getByText('Live', { exact: false }).first()).toBeVisible();
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});
