import { describe, expect, it } from 'vitest';
import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import { istioTarget } from './istio-target.ts';

const { read, write } = istioTarget;

const RULES = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews-cb-policy
spec:
  host: reviews.prod.svc.cluster.local
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: 100
    outlierDetection:
      consecutive5xxErrors: 7
      interval: 5m
      baseEjectionTime: 15m
  subsets:
  - name: v1
    trafficPolicy:
      outlierDetection:
        consecutive5xxErrors: 1
---
kind: DestinationRule
metadata: { name: ratings }
spec: { host: ratings, trafficPolicy: { outlierDetection: { baseEjectionTime: 1m30s } } }
`;

describe('reading Istio', () => {
  it('understands a DestinationRule', () => {
    const { name, names, config, options, problems, understood } = read(RULES);
    expect(problems).toEqual([]);
    expect({ name, names, options }).toEqual({
      name: 'reviews-cb-policy',
      names: ['reviews-cb-policy', 'reviews-cb-policy/v1', 'ratings'],
      options: null,
    });
    expect(config).toMatchObject({
      consecutiveFailuresThreshold: 7,
      failureRateThreshold: null,
      slowCallRateThreshold: null,
      waitDurationInOpenStateMs: 900_000,
      successThresholdInHalfOpen: 1,
    });
    expect(understood.map(({ option }) => option)).toEqual(['consecutive5xxErrors', 'baseEjectionTime', 'interval']);
  });

  it('takes the named rule or subset, each with the defaults', () => {
    expect(read(RULES, 'ratings').config).toMatchObject({
      consecutiveFailuresThreshold: 5,
      waitDurationInOpenStateMs: 90_000,
    });
    expect(read(RULES, 'reviews-cb-policy/v1').config).toMatchObject({
      consecutiveFailuresThreshold: 1,
      waitDurationInOpenStateMs: 30_000,
    });
  });

  it('takes the section alone', () => {
    const expected = { name: null, problems: [], config: { consecutiveFailuresThreshold: 3 } };
    expect(read('outlierDetection:\n  consecutive5xxErrors: 3')).toMatchObject(expected);
    expect(read('trafficPolicy: { outlierDetection: {} }').config.consecutiveFailuresThreshold).toBe(5);
    expect(read('consecutive5xxErrors: 3\nmaxEjectionPercent: 100')).toMatchObject(expected);
  });

  it('takes gateway errors where 5xx errors are switched off, and needs one of them', () => {
    expect(read('consecutive5xxErrors: 0\nconsecutiveGatewayErrors: 4').config.consecutiveFailuresThreshold).toBe(4);
    expect(read('consecutive5xxErrors: 0').problems).toEqual([
      {
        option: 'consecutive5xxErrors',
        message: 'switched off, as are gateway errors: nothing opens it, and the panel needs a threshold',
      },
    ]);
  });

  it('names what Istio would refuse, with line, range and value', () => {
    const text = `outlierDetection:
  consecutive5xxErrors: -1
  maxEjectionPercent: 101
  baseEjectionTime: 30
  splitExternalLocalOriginErrors: maybe
  consecutive5xx: 5`;
    expect(read(text).problems).toEqual([
      {
        option: 'consecutive5xxErrors',
        message: "line 2: must be a whole number from 0 to 4294967295, received '-1'",
      },
      { option: 'maxEjectionPercent', message: "line 3: must be a whole number from 0 to 100, received '101'" },
      {
        option: 'baseEjectionTime',
        message: "line 4: must be a duration of at least 1ms, such as 10s or 1m30s, received '30'",
      },
      { option: 'splitExternalLocalOriginErrors', message: "line 5: must be true or false, received 'maybe'" },
      { option: 'consecutive5xx', message: "line 6: not an option of Istio's outlierDetection" },
    ]);
  });
});

it('is approximated by the native breaker, and says where it differs', () => {
  expect(istioTarget.behaviour.approximated).toBe(true);
  const differences = istioTarget.behaviour.differences.map(({ text }) => text).join(' ');
  expect(differences).toMatch(/each host.*× the number of its ejections.*no half-open.*maxEjectionPercent/);
});

it('writes a DestinationRule', () => {
  const config = resolveConfig({
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: 3,
    waitDurationInOpenStateMs: 10_000,
  });
  const { text, notes } = write(config, 'call_service_B');
  expect(text).toBe(`apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: call-service-b
spec:
  host: call-service-b
  trafficPolicy:
    outlierDetection:
      consecutive5xxErrors: 3
      interval: 1s
      baseEjectionTime: 10s
      maxEjectionPercent: 100
`);
  expect(notes.map((note) => note.text)).toContain(
    'Kubernetes takes other names: call_service_B becomes call-service-b.',
  );
});
