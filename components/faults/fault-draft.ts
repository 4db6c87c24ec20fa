import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import { DEFAULT_FAULT_MS, type FaultEffect, type FaultRequest, faultRequestSchema } from '@/lib/protocol/fault.ts';

export type TargetKind = 'one' | 'several' | 'group';
export type EffectKind = FaultEffect['kind'];

/** What stands in the form. A number that is being typed may be NaN. */
export interface FaultDraft {
  readonly target: TargetKind;
  readonly one: string;
  readonly several: readonly string[];
  readonly group: string;
  readonly chosen: readonly EffectKind[];
  readonly errorPercent: number;
  readonly errorStatus: number;
  readonly addedMs: number;
  readonly jitterMs: number;
  readonly hangPercent: number;
  readonly durationMs: number;
  readonly reason: string;
}

type Target = Pick<BreakerIdentity, 'id' | 'group'>;

/** The form as it opens: aimed at what was clicked, with the most usual fault. */
export function emptyDraft(aimedAt: readonly string[], fleet: readonly Target[]): FaultDraft {
  const first = fleet.find((breaker) => breaker.id === aimedAt[0]) ?? fleet[0];
  return {
    target: aimedAt.length > 1 ? 'several' : 'one',
    one: first?.id ?? '',
    several: aimedAt,
    group: first?.group ?? '',
    chosen: ['errors'],
    errorPercent: 60,
    errorStatus: 503,
    addedMs: 400,
    jitterMs: 120,
    hangPercent: 100,
    durationMs: DEFAULT_FAULT_MS,
    reason: '',
  };
}

/** The breakers that the draft acts on. */
export function targetsOf(draft: FaultDraft, fleet: readonly Target[]): string[] {
  const hit = fleet.filter((breaker) => {
    if (draft.target === 'one') return breaker.id === draft.one;
    return draft.target === 'several' ? draft.several.includes(breaker.id) : breaker.group === draft.group;
  });
  return hit.map((breaker) => breaker.id);
}

function effectOf(draft: FaultDraft, kind: EffectKind): FaultEffect {
  switch (kind) {
    case 'errors':
      return { kind, percent: draft.errorPercent, status: draft.errorStatus };
    case 'latency':
      return { kind, addedMs: draft.addedMs, jitterMs: draft.jitterMs };
    case 'hang':
      return { kind, percent: draft.hangPercent };
  }
}

/** Where in the form something is wrong: "reason", "target", "errors.percent". */
export type DraftProblems = Readonly<Record<string, string>>;

/** The request that the draft makes, or what is wrong with it. The server checks the same rules again. */
export function requestOf(
  draft: FaultDraft,
  fleet: readonly Target[],
): { readonly request: FaultRequest } | { readonly problems: DraftProblems } {
  const effects = draft.chosen.map((kind) => effectOf(draft, kind));
  const parsed = faultRequestSchema.safeParse({
    breakers: targetsOf(draft, fleet),
    effects,
    durationMs: draft.durationMs,
    reason: draft.reason,
  });
  if (parsed.success) return { request: parsed.data };
  const problems: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) {
    const [field, index, part] = path;
    const effect = field === 'effects' && typeof index === 'number' ? effects[index] : undefined;
    if (effect) problems[`${effect.kind}.${String(part)}`] ??= message;
    else if (field === 'breakers') problems.target ??= 'Choose at least one breaker.';
    else if (field === 'effects') problems.effects ??= 'Pick at least one fault.';
    else if (field === 'reason') problems.reason ??= 'Say why, in a few words.';
    else problems[String(field)] ??= message;
  }
  return { problems };
}
