import { describe, expect, it } from 'vitest';
import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import { hystrixTarget } from './hystrix-target.ts';

const { read, write } = hystrixTarget;

const PROPERTIES = `# Hystrix
hystrix.command.default.circuitBreaker.sleepWindowInMilliseconds=7000
hystrix.command.default.execution.isolation.thread.timeoutInMilliseconds=1000
hystrix.command.GetOrder.circuitBreaker.requestVolumeThreshold = 30
hystrix.command.GetOrder.circuitBreaker.errorThresholdPercentage: 60
hystrix.command.GetOrder.metrics.rollingStats.timeInMilliseconds=20000
hystrix.command.GetUser.circuitBreaker.forceOpen=true
hystrix.threadpool.default.coreSize=10
`;

describe('reading Hystrix', () => {
  it('understands properties, the command over the default', () => {
    const { name, names, config, options, problems, understood } = read(PROPERTIES);
    expect(problems).toEqual([]);
    expect({ name, names, options }).toEqual({ name: 'GetOrder', names: ['GetOrder', 'GetUser'], options: null });
    expect(config).toEqual({
      slidingWindowType: 'time-based',
      slidingWindowSize: 20,
      minimumNumberOfCalls: 30,
      failureRateThreshold: 60,
      slowCallRateThreshold: null,
      waitDurationInOpenStateMs: 7_000,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
      permittedNumberOfCallsInHalfOpenState: 1,
      successThresholdInHalfOpen: 1,
    });
    expect(understood).toContainEqual({
      option: 'execution.isolation.thread.timeoutInMilliseconds',
      value: '1000',
      meaning: 'How long a call may take. Here that is around the breaker, not of it.',
    });
    expect(understood).toContainEqual({
      option: 'metrics.rollingStats.numBuckets',
      value: '10',
      meaning: "The window moves on in 10 steps; here by the second. (Hystrix's default)",
    });
  });

  it('understands YAML, annotations and single properties', () => {
    const yaml = `hystrix:
  command:
    "Client#get(String)":
      circuitBreaker: { requestVolumeThreshold: 5, errorThresholdPercentage: 40 }`;
    expect(read(yaml)).toMatchObject({
      name: 'Client#get(String)',
      problems: [],
      config: { failureRateThreshold: 40 },
    });
    const java = `@HystrixCommand(commandKey = "getOrder", commandProperties = {
      @HystrixProperty(name = "circuitBreaker.requestVolumeThreshold", value = "5"),
      @HystrixProperty(name = "circuitBreaker.sleepWindowInMilliseconds", value = "10000") })`;
    expect(read(java)).toMatchObject({
      name: 'getOrder',
      problems: [],
      config: { minimumNumberOfCalls: 5, waitDurationInOpenStateMs: 10_000 },
    });
    expect(read('circuitBreaker.requestVolumeThreshold=5')).toMatchObject({
      name: null,
      config: { minimumNumberOfCalls: 5 },
    });
    expect(read('hystrix.command.default.circuitBreaker.requestVolumeThreshold=5')).toMatchObject({ name: 'default' });
  });

  it('names what it would refuse, and what it does not know', () => {
    const { problems } = read(`hystrix.command.a.circuitBreaker.requestVolumeThreshold=many
hystrix.command.a.circuitBreaker.errorThresholdPercentage=0
hystrix.command.a.circuitBreaker.sleepWindow=1
hystrix.command.a.metrics.rollingStats.numBuckets=3`);
    expect(problems).toEqual([
      {
        option: 'circuitBreaker.requestVolumeThreshold',
        message: "line 1: must be a whole number, received 'many'",
      },
      { option: 'circuitBreaker.sleepWindow', message: "line 3: not a property of Hystrix's commands" },
      {
        option: 'metrics.rollingStats.numBuckets',
        message: 'Hystrix wants 10000 ms to be a multiple of it, received 3',
      },
      {
        option: 'circuitBreaker.errorThresholdPercentage',
        message: "the panel's failureRateThreshold must be a number above 0 and up to 100, or null, received 0",
      },
    ]);
    expect(read('hystrix.command.a.circuitBreaker.enabled').problems).toHaveLength(1);
  });
});

it('is approximated by the native breaker, and says where it differs', () => {
  expect(hystrixTarget.behaviour.approximated).toBe(true);
  expect(hystrixTarget.behaviour.summary).toMatch(/native breaker stands in/);
  expect(hystrixTarget.behaviour.differences.map(({ text }) => text).join(' ')).toMatch(
    /10 buckets.*sleep window.*single call/,
  );
});

it('writes properties', () => {
  const config = resolveConfig({
    slidingWindowType: 'time-based',
    slidingWindowSize: 20,
    minimumNumberOfCalls: 30,
    failureRateThreshold: 33.3,
    waitDurationInOpenStateMs: 7_000,
  });
  const { text, notes } = write(config, 'my orders.get');
  expect(text).toBe(String.raw`hystrix.command.my\ orders.get.circuitBreaker.requestVolumeThreshold=30
hystrix.command.my\ orders.get.circuitBreaker.errorThresholdPercentage=34
hystrix.command.my\ orders.get.circuitBreaker.sleepWindowInMilliseconds=7000
hystrix.command.my\ orders.get.metrics.rollingStats.timeInMilliseconds=20000
hystrix.command.my\ orders.get.metrics.rollingStats.numBuckets=20
`);
  expect(notes.map((note) => note.text)).toContain('Hystrix takes whole percentages: 33.3 % becomes 34 %.');
  expect(read(text).name).toBe('my orders.get');
});
