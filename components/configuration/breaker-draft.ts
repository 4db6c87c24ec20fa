import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { DEFAULT_CONFIG, findConfigProblems } from '@/lib/engine/breaker-config.ts';
import type { CreateBreakerInput } from '@/lib/protocol/breaker-definition.ts';

/** What is typed into the page that makes a breaker. */
export interface BreakerDraft {
  readonly name: string;
  readonly group: string;
  readonly dialect: string;
  /** Of the native breaker. */
  readonly config: BreakerConfig;
  /** Of a library, as JSON in its own names. */
  readonly optionsText: string;
  readonly downstream: string;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly errorPercent: number;
  readonly capacity: number;
  readonly callsPerSecond: number;
  readonly callTimeoutMs: number;
  readonly reason: string;
}

export const EMPTY_DRAFT: BreakerDraft = {
  name: '',
  group: 'mine',
  dialect: 'native',
  config: { ...DEFAULT_CONFIG, slidingWindowSize: 50, minimumNumberOfCalls: 20, waitDurationInOpenStateMs: 10_000 },
  optionsText: '{}',
  downstream: '',
  medianMs: 80,
  p95Ms: 250,
  errorPercent: 1,
  capacity: 50,
  callsPerSecond: 10,
  callTimeoutMs: 2_000,
  reason: '',
};

/** What is wrong, by field: `name`, `options.failureRateThreshold`, … */
export type DraftProblems = Readonly<Record<string, string>>;

/** The request that the draft makes, or what is wrong with it. What the server alone knows, it says itself. */
export function requestOf(draft: BreakerDraft): { request: CreateBreakerInput } | { problems: DraftProblems } {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems.name = 'Give it a name.';
  if (draft.reason.trim() === '') problems.reason = 'Say why, in a few words.';
  if (draft.p95Ms <= draft.medianMs) problems.p95Ms = `Must be over the median of ${draft.medianMs} ms.`;
  const options = optionsOf(draft, problems);
  if (Object.keys(problems).length > 0) return { problems };
  return {
    request: {
      name: draft.name.trim(),
      group: draft.group.trim() || 'mine',
      dialect: draft.dialect,
      options,
      callTimeoutMs: draft.callTimeoutMs,
      downstream: {
        kind: 'simulated',
        name: draft.downstream.trim() || `${draft.name.trim()}-api`,
        latency: { shape: 'log-normal', medianMs: draft.medianMs, p95Ms: draft.p95Ms },
        errorPercent: draft.errorPercent,
        capacity: draft.capacity,
      },
      trafficCallsPerSecond: draft.callsPerSecond,
      reason: draft.reason.trim(),
    },
  };
}

function optionsOf(draft: BreakerDraft, problems: Record<string, string>): Record<string, unknown> {
  if (draft.dialect === 'native') {
    for (const { field, message } of findConfigProblems(draft.config)) problems[`options.${field}`] ??= message;
    return { ...draft.config };
  }
  try {
    const parsed: unknown = JSON.parse(draft.optionsText || '{}');
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
    problems.options = 'Must be an object: {"…": …}.';
  } catch (error) {
    problems.options = `Is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  return {};
}
