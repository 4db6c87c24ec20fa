import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_CONFIG, resolveConfig } from '@/lib/engine/breaker-config.ts';
import { resilience4jTarget } from './resilience4j-target.ts';

const { read, write } = resilience4jTarget;
const placeholder = (text: string) => `$\{${text}}`;

/** As Resilience4j's own demo has it: shared configurations, several instances, other modules beside. */
const APPLICATION = `
spring:
  application.name: resilience4j-demo
management.endpoint.health.show-details: always

resilience4j.circuitbreaker:
  configs:
    default:
      registerHealthIndicator: true
      slidingWindowSize: 10
      minimumNumberOfCalls: 5
      permittedNumberOfCallsInHalfOpenState: 3
      automaticTransitionFromOpenToHalfOpenEnabled: true
      waitDurationInOpenState: 5s
      failureRateThreshold: 50
      eventConsumerBufferSize: 10
      recordExceptions:
        - org.springframework.web.client.HttpServerErrorException
        - java.io.IOException
    shared:
      slidingWindowSize: 100
      permittedNumberOfCallsInHalfOpenState: 30
      waitDurationInOpenState: 1s
  instances:
    backendA:
      baseConfig: default
    "[back.end b]":
      base-config: shared
      sliding-window-type: time_based
      sliding-window-size: 30
    backendC: {}
resilience4j.retry:
  instances:
    backendD:
      maxAttempts: 3
`;

describe("reading Spring's application.yml", () => {
  it('says which of several instances it took, and bases it on its configuration', () => {
    const { name, names, notes, config, problems, understood } = read(APPLICATION);
    expect(problems).toEqual([]);
    expect({ name, names }).toEqual({ name: 'backendA', names: ['backendA', 'back.end b', 'backendC'] });
    expect(notes[0]?.text).toBe('The text configures 3 breakers: this is backendA, not back.end b, backendC.');
    expect(resolveConfig(config)).toEqual({
      ...DEFAULT_CONFIG,
      slidingWindowSize: 10,
      minimumNumberOfCalls: 5,
      permittedNumberOfCallsInHalfOpenState: 3,
      waitDurationInOpenStateMs: 5_000,
    });
    expect(understood.find(({ option }) => option === 'recordExceptions')?.value).toBe(
      'org.springframework.web.client.HttpServerErrorException, java.io.IOException',
    );
  });

  it('takes the named instance, with a base of its own or the default', () => {
    expect(read(APPLICATION, 'back.end b').config).toMatchObject({
      slidingWindowType: 'time-based',
      slidingWindowSize: 30,
      permittedNumberOfCallsInHalfOpenState: 30,
      waitDurationInOpenStateMs: 1_000,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
    });
    expect(read(APPLICATION, 'backendC').config).toMatchObject({ slidingWindowSize: 10 });
    expect(read(APPLICATION, 'backendD').problems).toEqual([
      { option: 'text', message: 'no breaker named backendD is in this text, only backendA, back.end b, backendC' },
    ]);
  });

  const instance = (...lines: string[]) =>
    [
      'resilience4j:',
      '  circuitbreaker:',
      '    instances:',
      '      a:',
      ...lines.map((line) => `        ${line}`),
    ].join('\n');

  it.each([
    ['10s', 10_000],
    ['60000', 60_000],
    ['PT1M', 60_000],
    ['PT1M30.5S', 90_500],
    ['P1D', 86_400_000],
    ['500ms', 500],
    ['2m', 120_000],
    ['"1h"', 3_600_000],
    [placeholder('WAIT:20s'), 20_000],
  ])('reads the duration %s', (text, ms) => {
    const { config, problems } = read(instance(`wait-duration-in-open-state: ${text}`));
    expect(problems).toEqual([]);
    expect(config.waitDurationInOpenStateMs).toBe(ms);
  });

  it('reads growing and drawn waits', () => {
    const growing = read(
      instance(
        'waitDurationInOpenState: 1s',
        'enableExponentialBackoff: true',
        'exponentialBackoffMultiplier: 2',
        'exponentialMaxWaitDurationInOpenState: 30s',
      ),
    );
    expect(growing.config.waitBackoff).toEqual({ multiplier: 2, maxMs: 30_000, jitter: 0 });
    const drawn = read(
      instance('waitDurationInOpenState: 1s', 'enableRandomizedWait: yes', 'randomizedWaitFactor: 0.2'),
    );
    expect(drawn.config.waitBackoff).toEqual({ multiplier: 1, maxMs: 1_200, jitter: 0.2 });
    const both = read(
      instance('waitDurationInOpenState: 1s', 'enableRandomizedWait: true', 'enableExponentialBackoff: true'),
    );
    expect(both.problems.map(({ option }) => option)).toEqual(['enableRandomizedWait']);
    const without = read(instance('enableExponentialBackoff: true'));
    expect(without.config.waitBackoff).toBeUndefined();
    expect(without.notes[0]?.text).toMatch(/only together with waitDurationInOpenState/);
  });

  it('names what Spring would refuse, with line, range and value', () => {
    const { problems, config } = read(
      instance(
        'failureRateThreshold: 0.5',
        'slidingWindowSize: many',
        'slidingWindowType: ring',
        'ringBufferSizeInClosedState: 10',
        `waitDurationInOpenState: ${placeholder('WAIT')}`,
        'failureRate: 50',
        'baseConfig: nowhere',
      ),
    );
    expect(problems.map(({ option }) => option).toSorted()).toEqual([
      'baseConfig',
      'failureRate',
      'failureRateThreshold',
      'ringBufferSizeInClosedState',
      'slidingWindowSize',
      'slidingWindowType',
      'waitDurationInOpenState',
    ]);
    const message = (wanted: string) => problems.find(({ option }) => option === wanted)?.message;
    expect(message('failureRateThreshold')).toBe(
      "line 5: must be a number from 1 to 100 in Spring's configuration, received '0.5'",
    );
    expect(message('ringBufferSizeInClosedState')).toMatch(/slidingWindowSize is its successor/);
    expect(message('baseConfig')).toBe('line 11: the configuration nowhere is not in this text');
    expect(resolveConfig(config)).toEqual({ ...DEFAULT_CONFIG, automaticTransitionFromOpenToHalfOpenEnabled: false });
  });

  it('notices configurations based on each other', () => {
    const text = `resilience4j.circuitbreaker:
  configs: { a: { baseConfig: b }, b: { baseConfig: a, slidingWindowSize: 7 } }
  instances: { x: { baseConfig: a } }`;
    const { problems, config } = read(text);
    expect(problems).toEqual([{ option: 'baseConfig', message: 'line 2: the configuration a is based on itself' }]);
    expect(config.slidingWindowSize).toBe(7);
  });

  it('reads shared configurations where there are no instances', () => {
    const text = 'resilience4j.circuitbreaker.configs:\n  base: { slidingWindowSize: 7 }\n  own: { baseConfig: base }';
    expect(read(text)).toMatchObject({ name: 'base', names: ['base', 'own'], problems: [] });
    expect(read(text, 'own')).toMatchObject({ problems: [], config: { slidingWindowSize: 7 } });
  });

  it('reads application.properties, and lines copied out of an instance', () => {
    const properties = `# breakers
resilience4j.circuitbreaker.instances.backendA.failure-rate-threshold=60
resilience4j.circuitbreaker.instances.backendA.waitDurationInOpenState = 20s
resilience4j.circuitbreaker.instances.backendA.ignoreExceptions[0]=a.B`;
    expect(read(properties)).toMatchObject({
      name: 'backendA',
      problems: [],
      config: { failureRateThreshold: 60, waitDurationInOpenStateMs: 20_000 },
    });
    expect(read('slidingWindowSize: 20\nfailureRateThreshold: 60')).toMatchObject({
      name: null,
      problems: [],
      config: { slidingWindowSize: 20, minimumNumberOfCalls: 20, failureRateThreshold: 60 },
    });
  });

  it('says the line and the reason where YAML is broken', () => {
    const { problems } = read('resilience4j:\n  circuitbreaker:\n\tinstances: 1');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^line 3: /);
    expect(read('a: *nowhere').problems).toHaveLength(1);
  });

  it('shows defaults in the style of the text', () => {
    const options = (text: string) => read(text).understood.map(({ option }) => option);
    expect(options(instance('sliding-window-size: 1'))).toContain('failure-rate-threshold');
    expect(options(instance('slidingWindowSize: 1'))).toContain('failureRateThreshold');
  });
});

describe("writing Spring's application.yml", () => {
  it('writes an instance that says the same', () => {
    const config = resolveConfig({
      slidingWindowSize: 50,
      minimumNumberOfCalls: 20,
      maxWaitDurationInHalfOpenStateMs: 1_500,
    });
    const { text, notes } = write(config, 'payments');
    expect(text).toBe(`resilience4j:
  circuitbreaker:
    instances:
      payments:
        slidingWindowType: COUNT_BASED
        slidingWindowSize: 50
        minimumNumberOfCalls: 20
        failureRateThreshold: 50
        slowCallRateThreshold: 100
        slowCallDurationThreshold: 60s
        waitDurationInOpenState: 60s
        automaticTransitionFromOpenToHalfOpenEnabled: true
        permittedNumberOfCallsInHalfOpenState: 10
        maxWaitDurationInHalfOpenState: 1500ms
`);
    expect(notes).toEqual(resilience4jTarget.behaviour.differences);
  });

  it('keeps names that Spring would change in brackets', () => {
    const { text } = write(DEFAULT_CONFIG, 'call_service_b');
    expect(Object.keys(parse(text).resilience4j.circuitbreaker.instances)).toEqual(['[call_service_b]']);
    expect(read(text).name).toBe('call_service_b');
    expect(write(DEFAULT_CONFIG, 'a[b]').notes.map((note) => note.text)).toContain(
      'Spring takes other names: a[b] becomes ab.',
    );
  });

  it('makes failures in a row a window of them', () => {
    const inARow = { failureRateThreshold: null, slowCallRateThreshold: null, consecutiveFailuresThreshold: 5 };
    const { config } = read(write(resolveConfig(inARow), 'x').text);
    expect(config).toMatchObject({ slidingWindowSize: 5, minimumNumberOfCalls: 5, failureRateThreshold: 100 });
  });

  it('says what it cannot', () => {
    const notes = write(
      resolveConfig({
        failureRateThreshold: 0.5,
        slowCallRateThreshold: null,
        failureCountThreshold: 3,
        consecutiveFailuresThreshold: 4,
        waitBackoff: { multiplier: 2, maxMs: 90_000, jitter: 0.1 },
        successThresholdInHalfOpen: 2,
      }),
      'x',
    ).notes;
    expect(notes.map(({ text }) => text)).toEqual([
      'Resilience4j has no threshold of failures in a row: 4 in a row is left out.',
      'Resilience4j has no threshold of failures in a window: 3 failures in the last 100 calls is left out.',
      'Spring takes percentages from 1 on: the failure rate of 0.5 % becomes 1 %.',
      "Resilience4j's slow call rate can't be switched off: no call is slow below 1 h.",
      'Spring takes growing or drawn waits, not both: the jitter of 0.1 is left out.',
      'Resilience4j decides by the rates over its probes: 2 good probes in a row is not enough, and one bad probe ' +
        "doesn't open it.",
      'Resilience4j leaves open strictly after the wait, and only on a call unless automatic transition is on.',
      'Resilience4j counts late outcomes in whatever state it is by then; here they change nothing.',
    ]);
  });
});
