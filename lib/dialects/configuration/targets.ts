import { circuitbreakerTarget } from './circuitbreaker-target.ts';
import { cockatielTarget } from './cockatiel-target.ts';
import { gobreakerTarget } from './gobreaker-target.ts';
import { hystrixTarget } from './hystrix-target.ts';
import { istioTarget } from './istio-target.ts';
import { opossumTarget } from './opossum-target.ts';
import { pybreakerTarget } from './pybreaker-target.ts';
import { resilience4jTarget } from './resilience4j-target.ts';
import type { ConfigurationTarget } from './target.ts';

/** Every library whose configuration can be written and read, in the order in which they are offered. */
export const CONFIGURATION_TARGETS: readonly ConfigurationTarget[] = [
  resilience4jTarget,
  pybreakerTarget,
  circuitbreakerTarget,
  opossumTarget,
  cockatielTarget,
  gobreakerTarget,
  hystrixTarget,
  istioTarget,
];

/** The target with this id, null if there is none. */
export function findTarget(id: string): ConfigurationTarget | null {
  return CONFIGURATION_TARGETS.find((target) => target.id === id) ?? null;
}
