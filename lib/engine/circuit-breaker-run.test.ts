import { describe, expect, test, vi } from 'vitest';
import { advance, fail, RUN_OF_TWO, type Scene, START, setUp, setUpIn, snapshot } from './breaker-fixtures.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

const boom = new Error('downstream');

const thenable = (then: (done: (value: number) => void) => void) => ({ then }) as PromiseLike<number>;

function run<T>(scene: Scene, fn: () => T | PromiseLike<T>, isFailure?: (error: unknown) => boolean): Promise<T> {
  return scene.breaker.run(fn, () => scene.now, isFailure);
}

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => Promise.reject(new Error('it was fulfilled')),
    (error: unknown) => error,
  );

describe('[CB3] a guarded call settles its permit whatever happens', () => {
  const abort = new DOMException('aborted', 'AbortError');
  test.each<[string, () => unknown, object]>([
    ['returned', () => 7, { success: 1 }],
    ['returned nothing', () => undefined, { success: 1 }],
    ['resolved', async () => 7, { success: 1 }],
    ['a thenable', () => thenable((done) => done(7)), { success: 1 }],
    ['rejected', async () => Promise.reject(boom), { failure: 1 }],
    ['rejected with nothing', () => Promise.reject(), { failure: 1 }],
    ['aborted', () => Promise.reject(abort), { failure: 1 }],
    [
      'threw',
      () => {
        throw boom;
      },
      { failure: 1 },
    ],
    [
      'a thenable that throws',
      () =>
        thenable(() => {
          throw boom;
        }),
      { failure: 1 },
    ],
  ])('%s', async (_, fn, totals) => {
    for (const state of ['closed', 'half-open'] as const) {
      const scene = setUpIn(state, { permittedNumberOfCallsInHalfOpenState: 1_000 });
      const before = snapshot(scene).totals;
      await run(scene, fn).catch(() => {});
      const after = snapshot(scene);
      expect(after.totals).toEqual({
        ...before,
        ...Object.fromEntries(Object.entries(totals).map(([name]) => [name, before[name as keyof typeof before] + 1])),
      });
      expect(after.probes?.filter(({ kind }) => kind === 'in-flight') ?? []).toEqual([]);
    }
  });

  test('the caller gets what the call answered, error objects untouched', async () => {
    const scene = setUp();
    await expect(run(scene, () => 7)).resolves.toBe(7);
    expect(await rejectionOf(run(scene, () => Promise.reject(boom)))).toBe(boom);
    expect(
      await rejectionOf(
        run(scene, () => {
          throw boom;
        }),
      ),
    ).toBe(boom);
  });

  test('a call that is never answered can not lose the probe of others: the next generation has its own', async () => {
    const scene = setUpIn('half-open', {
      permittedNumberOfCallsInHalfOpenState: 1,
      maxWaitDurationInHalfOpenStateMs: 500,
    });
    run(scene, () => new Promise(() => {}));
    advance(scene, 500);
    advance(scene, 1_000);
    await run(scene, () => 1);
    expect(scene.breaker.state).toBe('closed');
  });

  test('an error for which isFailure answers false is ignored', async () => {
    const scene = setUpIn('half-open');
    await run(
      scene,
      () => Promise.reject(boom),
      (error) => error !== boom,
    ).catch(() => {});
    expect(snapshot(scene)).toMatchObject({
      totals: { ignored: 1 },
      probes: [{ kind: 'free' }, { kind: 'free' }, { kind: 'free' }],
    });
    await run(
      scene,
      () => Promise.reject(boom),
      (error) => error === boom,
    ).catch(() => {});
    expect(snapshot(scene).totals.failure).toBe(5);
  });

  test('an isFailure that throws makes a failure, and its own error is not the caller’s', async () => {
    const scene = setUp();
    const judge = () => {
      throw new Error('judge');
    };
    expect(await rejectionOf(run(scene, () => Promise.reject(boom), judge))).toBe(boom);
    expect(snapshot(scene).totals.failure).toBe(1);
  });

  test('the duration is that between the clock’s two readings', async () => {
    const scene = setUp();
    const clock = vi
      .fn()
      .mockReturnValueOnce(START + 5)
      .mockReturnValueOnce(START + 106);
    await scene.breaker.run(async () => 1, clock);
    expect(clock).toHaveBeenCalledTimes(2);
    expect(scene.told).toEqual([
      { kind: 'outcome', outcome: 'success', durationMs: 101, slow: true, late: false, now: START + 106 },
    ]);
  });

  test('outcomes of calls that overlap a transition are late', async () => {
    const scene = setUp(RUN_OF_TWO);
    let answer = (_: number) => {};
    const slow = run(
      scene,
      () =>
        new Promise<number>((resolve) => {
          answer = resolve;
        }),
    );
    fail(scene, 2);
    answer(1);
    await expect(slow).resolves.toBe(1);
    expect(snapshot(scene)).toMatchObject({ state: 'open', totals: { late: 1, success: 1 } });
  });
});

describe('[CB8] a rejection is a cheap error', () => {
  test('with code, state and the rest of the wait; the function is not called', async () => {
    const scene = setUpIn('open');
    advance(scene, 400.5);
    const fn = vi.fn();
    const error = await rejectionOf(run(scene, fn));
    expect(fn).not.toHaveBeenCalled();
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'CallNotPermitted',
      code: 'CALL_NOT_PERMITTED',
      state: 'open',
      retryAfterMs: 599.5,
      message: 'The circuit breaker is open and permits no call; retry after 600 ms',
    });
    expect(String(error)).toBe(`CallNotPermitted: ${(error as Error).message}`);
    expect(snapshot(scene).totals).toMatchObject({ rejected: 1, failure: 4 });
  });

  test('where no moment is known, it says none', async () => {
    const error = await rejectionOf(run(setUpIn('forced-open'), () => 1));
    expect(error).toMatchObject({
      retryAfterMs: null,
      message: 'The circuit breaker is forced-open and permits no call',
    });
  });

  test('without a stack trace, unless asked for', async () => {
    const cheap = await rejectionOf(run(setUpIn('forced-open'), () => 1));
    expect((cheap as Error).stack).toBe('CallNotPermitted: The circuit breaker is forced-open and permits no call');

    const breaker = createCircuitBreaker({}, { now: () => START, random: () => 0, rejectionStackTraces: true });
    breaker.execute({ kind: 'force-open', actor: 'operator', reason: 'test' }, START);
    const traced = await rejectionOf(
      breaker.run(
        () => 1,
        () => START,
      ),
    );
    expect(traced).toMatchObject({
      code: 'CALL_NOT_PERMITTED',
      stack: expect.stringContaining('circuit-breaker-run.test'),
    });
  });

  test('each call has an error of its own', async () => {
    const scene = setUpIn('forced-open');
    expect(await rejectionOf(run(scene, () => 1))).not.toBe(await rejectionOf(run(scene, () => 1)));
  });
});
