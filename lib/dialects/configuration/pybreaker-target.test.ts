import { describe, expect, it } from 'vitest';
import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import { pybreakerTarget } from './pybreaker-target.ts';

const { read, write } = pybreakerTarget;
const meaningOf = (text: string, option: string) => read(text).understood.find((each) => each.option === option);

const ARTICLE = `import pybreaker
import requests

breaker = pybreaker.CircuitBreaker(fail_max=5, reset_timeout=60)

@breaker
def call_external_service(url):
    response = requests.get(url)
    response.raise_for_status()
    return response.content
`;

describe('reading PyBreaker', () => {
  it("understands an article's first example", () => {
    const { config, options, name, understood, problems } = read(ARTICLE);
    expect(problems).toEqual([]);
    expect(name).toBe('breaker');
    expect(resolveConfig(config)).toMatchObject({
      consecutiveFailuresThreshold: 5,
      failureRateThreshold: null,
      slowCallRateThreshold: null,
      waitDurationInOpenStateMs: 60_000,
      successThresholdInHalfOpen: 1,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
    });
    expect(options).toMatchObject({ fail_max: 5, reset_timeout: 60, success_threshold: 1 });
    expect(understood).toEqual([
      { option: 'fail_max', value: '5', meaning: 'Opens at the 5th failure in a row.' },
      { option: 'reset_timeout', value: '60', meaning: 'Stays open for 1 min.' },
      { option: 'success_threshold', value: '1', meaning: "Closes after one good probe. (PyBreaker's default)" },
    ]);
  });

  it('resolves names by simple assignments, and reckons', () => {
    const text = `
FAIL_MAX: int = 3
MINUTES = 2
db_breaker = CircuitBreaker(FAIL_MAX, 60 * MINUTES, name="db")  # by place`;
    expect(read(text)).toMatchObject({
      name: 'db',
      problems: [],
      config: { consecutiveFailuresThreshold: 3, waitDurationInOpenStateMs: 120_000 },
    });
    expect(meaningOf(text, 'fail_max')?.value).toBe('FAIL_MAX = 3');
  });

  it('knows it by the name that it is imported as', () => {
    const text = 'from pybreaker import CircuitBreaker as Breaker\nx = Breaker(fail_max=2)';
    expect(read(text)).toMatchObject({ name: 'x', config: { consecutiveFailuresThreshold: 2 } });
  });

  it('names what only running the code would tell, and takes the default', () => {
    const { config, problems } = read('CircuitBreaker(fail_max=int(os.environ["MAX"]), reset_timeout=settings.WAIT)');
    expect(problems).toEqual([
      {
        option: 'fail_max',
        message: 'line 1: int(os.environ["MAX"]) is code, and only running it would tell its value',
      },
      {
        option: 'reset_timeout',
        message: "line 1: settings.WAIT isn't set in this text; give it a simple assignment, or write the value",
      },
    ]);
    expect(config).toMatchObject({ consecutiveFailuresThreshold: 5, waitDurationInOpenStateMs: 60_000 });
  });

  it('says which of several breakers it took, or takes the named one', () => {
    const text = 'a = CircuitBreaker(fail_max=1)\nb = CircuitBreaker(fail_max=2)\nc = CircuitBreaker(name="see")';
    expect(read(text)).toMatchObject({ name: 'a', names: ['a', 'b', 'see'] });
    expect(read(text).notes[0]?.text).toBe('The text configures 3 breakers: this is a, not b, see.');
    expect(read(text, 'b').config.consecutiveFailuresThreshold).toBe(2);
    expect(read(text, 'd').problems).toEqual([
      { option: 'text', message: 'no breaker named d is in this text, only a, b, see' },
    ]);
  });

  it('explains what is not about the decisions, and names what is not an option', () => {
    const text = `breaker = CircuitBreaker(
      exclude=[CustomError, lambda e: type(e) == HTTPError and e.status_code < 500],
      listeners=[DBListener(), LogListener()], throw_new_error_on_trip=False, fail_maximum=3)`;
    expect(meaningOf(text, 'exclude')?.meaning).toMatch(/errors are no failures/);
    expect(meaningOf(text, 'listeners')?.value).toBe('[DBListener(), LogListener()]');
    expect(meaningOf(text, 'throw_new_error_on_trip')?.value).toBe('False');
    expect(read(text).problems).toEqual([{ option: 'fail_maximum', message: 'not an option of PyBreaker here' }]);
  });

  it('refuses what the library or the panel would, with range and value', () => {
    const refused = read('CircuitBreaker(success_threshold=-1)').problems;
    expect(refused).toHaveLength(1);
    expect(refused[0]?.option).toBe('success_threshold');
    expect(refused[0]?.message).toMatch(/from 0 to \d+, received -1$/);
    const { problems } = read('CircuitBreaker(fail_max=2_000_000)');
    expect(problems.map(({ option }) => option)).toEqual(['fail_max']);
    expect(problems[0]?.message).toMatch(/1000000.* received 2000000$/);
  });

  it('takes arguments without their call', () => {
    expect(read('fail_max=3,\nreset_timeout=1.5')).toMatchObject({
      problems: [],
      config: { consecutiveFailuresThreshold: 3, waitDurationInOpenStateMs: 1_500 },
    });
  });

  it('says the line where a bracket is not closed', () => {
    expect(read('import pybreaker\n\nb = pybreaker.CircuitBreaker(fail_max=5,').problems).toEqual([
      { option: 'text', message: "line 3: the bracket behind pybreaker.CircuitBreaker isn't closed" },
    ]);
  });

  it("doesn't take a class of that name for a call", () => {
    expect(read('class CircuitBreaker(object):\n    pass').understood).toEqual([]);
  });
});

describe('writing PyBreaker', () => {
  it('writes keyword arguments', () => {
    const config = resolveConfig({
      failureRateThreshold: null,
      slowCallRateThreshold: null,
      consecutiveFailuresThreshold: 3,
      waitDurationInOpenStateMs: 1_500,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
      permittedNumberOfCallsInHalfOpenState: 2,
      successThresholdInHalfOpen: 2,
    });
    const { text, notes } = write(config, 'the "db"');
    expect(text).toBe(`import pybreaker

breaker = pybreaker.CircuitBreaker(
    fail_max=3,
    reset_timeout=1.5,
    success_threshold=2,
    name="the \\"db\\"",
)
`);
    expect(notes.map((note) => note.text)).toEqual(pybreakerTarget.behaviour.differences.map((note) => note.text));
    expect(read(text).name).toBe('the "db"');
  });

  it('says what it leaves out', () => {
    const notes = write(
      resolveConfig({ slidingWindowType: 'time-based', slidingWindowSize: 30, failureCountThreshold: 5 }),
      'x',
    ).notes;
    expect(notes.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'PyBreaker has no failure rate: the threshold of 50 % is left out.',
        'PyBreaker has no slow call rate: 100 % of calls longer than 1 min is left out.',
        'PyBreaker counts failures in a row, not in a window: 5 in 30 s becomes 5 in a row.',
        'PyBreaker goes from open to half-open on the next call, not when the wait is over.',
      ]),
    );
  });
});
