import { describe, expect, it } from 'vitest';
import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import { DEMO_FLEET } from '@/lib/simulation/demo-fleet.ts';
import { circuitbreakerTarget } from './circuitbreaker-target.ts';

const { read, write } = circuitbreakerTarget;

const ARTICLE = `from flask import Flask, jsonify, request
from circuitbreaker import circuit
import requests


app = Flask(__name__)

# Circuit Breaker configuration
FAILURE_THRESHOLD = 3  # Open after 3 consecutive failures
RECOVERY_TIMEOUT = 10  # Timeout before attempting recovery (seconds)


@circuit(failure_threshold=FAILURE_THRESHOLD, recovery_timeout=RECOVERY_TIMEOUT)
def call_service_b(fail):
    response = requests.get(f'http://localhost:5001/api?fail={fail}', timeout=3)
    response.raise_for_status()  # Raise exception for 4xx/5xx status
    return response.text


@app.route("/call")
def call():
    try:
        fail = request.args.get('fail', 'false')
`;

describe('reading circuitbreaker', () => {
  it("understands an article's second example with the constants above it: the demo's own breaker", () => {
    const { config, options, name, understood, problems } = read(ARTICLE);
    expect(problems).toEqual([]);
    expect(name).toBe('call_service_b');
    const demo = DEMO_FLEET.find(({ definition }) => definition.name === name);
    expect(resolveConfig(config)).toEqual(resolveConfig(demo?.options ?? {}));
    expect(options).toEqual({ failure_threshold: 3, recovery_timeout: 10 });
    expect(understood).toEqual([
      {
        option: 'failure_threshold',
        value: 'FAILURE_THRESHOLD = 3',
        meaning: 'Opens at the 3rd failure in a row.',
      },
      {
        option: 'recovery_timeout',
        value: 'RECOVERY_TIMEOUT = 10',
        meaning: 'Stays open for 10 s, then closes after one good probe.',
      },
    ]);
  });

  it('knows the defaults of a decorator without arguments, and that 0 is none', () => {
    const defaults = { consecutiveFailuresThreshold: 5, waitDurationInOpenStateMs: 30_000 };
    expect(read('@circuit\nasync def fetch(): ...')).toMatchObject({ name: 'fetch', config: defaults });
    expect(read('@circuit()\n@other(1)\ndef fetch(): ...')).toMatchObject({ name: 'fetch', config: defaults });
    expect(read('@circuit(failure_threshold=0, recovery_timeout=0)\ndef f(): ...')).toMatchObject({ config: defaults });
  });

  it('takes arguments by their place, and explains the others', () => {
    const { config, understood } = read(
      '@circuit(10, 20, expected_exception=ConnectionError, fallback_function=cached)\ndef f(): ...',
    );
    expect(config).toMatchObject({ consecutiveFailuresThreshold: 10, waitDurationInOpenStateMs: 20_000 });
    expect(understood.map(({ option }) => option)).toEqual([
      'expected_exception',
      'fallback_function',
      'failure_threshold',
      'recovery_timeout',
    ]);
  });

  const CLASS = `from circuitbreaker import CircuitBreaker

FAILURE_THRESHOLD = 1

class MyCircuitBreaker(CircuitBreaker):
    FAILURE_THRESHOLD = 10
    RECOVERY_TIMEOUT = 60
    EXPECTED_EXCEPTION = RequestException
`;

  it("reads a subclass's attributes", () => {
    const expected = { consecutiveFailuresThreshold: 10, waitDurationInOpenStateMs: 60_000 };
    expect(read(CLASS)).toMatchObject({ name: 'MyCircuitBreaker', config: expected });
    expect(read(`${CLASS}\n@MyCircuitBreaker()\ndef external_call(): ...`)).toMatchObject({
      name: 'external_call',
      config: expected,
    });
    expect(read(`${CLASS}\n@circuit(2, cls=MyCircuitBreaker)\ndef external_call(): ...`)).toMatchObject({
      config: { ...expected, consecutiveFailuresThreshold: 2 },
    });
    expect(read(`${CLASS}\n@circuit(FAILURE_THRESHOLD)\ndef f(): ...`).config.consecutiveFailuresThreshold).toBe(1);
  });

  it('names the options of the other library', () => {
    const { problems } = read('breaker = CircuitBreaker(fail_max=5, reset_timeout=60)');
    expect(problems).toEqual([
      { option: 'fail_max', message: 'not an option of circuitbreaker here' },
      { option: 'reset_timeout', message: 'not an option of circuitbreaker here' },
    ]);
  });
});

it('writes the decorator', () => {
  const config = resolveConfig({
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: 3,
    waitDurationInOpenStateMs: 10_000,
    permittedNumberOfCallsInHalfOpenState: 1,
  });
  const { text, notes } = write(config, 'call_service_b');
  expect(text).toBe(`from circuitbreaker import circuit


@circuit(
    failure_threshold=3,
    recovery_timeout=10,
    name="call_service_b",
)
def guarded_call():
    ...
`);
  expect(notes).toEqual(circuitbreakerTarget.behaviour.differences);
});
