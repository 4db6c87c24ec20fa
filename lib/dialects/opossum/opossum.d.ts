declare module 'opossum' {
  import type { EventEmitter } from 'node:events';

  /** What the tests ask of opossum 9.0.0, which brings no types. */
  export default class CircuitBreaker extends EventEmitter {
    constructor(action: (...args: never[]) => Promise<unknown>, options: object);
    readonly opened: boolean;
    readonly closed: boolean;
    readonly halfOpen: boolean;
    readonly isShutdown: boolean;
    readonly pendingClose: boolean;
    readonly enabled: boolean;
    readonly warmUp: boolean;
    readonly stats: Readonly<Record<string, number>>;
    fire(...args: unknown[]): Promise<unknown>;
    open(): void;
    close(): void;
    enable(): void;
    disable(): void;
    shutdown(): void;
  }
}
