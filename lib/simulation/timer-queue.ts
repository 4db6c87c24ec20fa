/** Many deadlines behind one timer: thousands of calls in flight cost one timer of the platform. */
export interface TimerQueue {
  /** Calls `act` once `when` (milliseconds of the queue's clock) has come; the returned function cancels it. */
  at(when: number, act: () => void): () => void;
  /** The earliest deadline; null if there is none. */
  next(): number | null;
  /** Acts on everything that is due, in the order of deadlines, equal ones in the order in which they were made. */
  runDue(now: number): void;
}

interface Entry {
  readonly when: number;
  readonly order: number;
  act: (() => void) | null;
}

const before = (a: Entry, b: Entry) => a.when < b.when || (a.when === b.when && a.order < b.order);

/** A binary heap of deadlines; cancelled ones are dropped when they come up. */
export function createTimerQueue(): TimerQueue {
  const heap: Entry[] = [];
  let made = 0;

  function push(entry: Entry): void {
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as Entry;
      if (!before(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  }

  function pop(): Entry | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || top === last) return top;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      const right = heap[childIndex + 1];
      if (right && before(right, heap[childIndex] as Entry)) childIndex += 1;
      const child = heap[childIndex];
      if (!child || !before(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return top;
  }

  function dropCancelled(): void {
    while (heap[0] && heap[0].act === null) pop();
  }

  return {
    at(when, act) {
      const entry: Entry = { when, order: made++, act };
      push(entry);
      return () => {
        entry.act = null;
      };
    },
    next() {
      dropCancelled();
      return heap[0]?.when ?? null;
    },
    runDue(now) {
      for (;;) {
        dropCancelled();
        if (!heap[0] || heap[0].when > now) return;
        const entry = pop() as Entry;
        const { act } = entry;
        entry.act = null;
        act?.();
      }
    },
  };
}
