import type { Permit } from '@/lib/engine/breaker.ts';

/** Leave to make one call, with what the machine must know of it. */
export class HostedPermit<Call> implements Permit {
  readonly permitted = true;
  readonly owner: object;
  readonly generation: number;
  readonly probe: boolean;
  /** Null: a hold permitted the call past the machine, which hears nothing of it. */
  readonly call: Call | null;
  settled = false;

  constructor(owner: object, generation: number, probe: boolean, call: Call | null) {
    this.owner = owner;
    this.generation = generation;
    this.probe = probe;
    this.call = call;
  }
}
