import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { createTimerQueue } from './timer-queue.ts';

it('acts in the order of deadlines, equal ones in the order in which they were made', () => {
  const queue = createTimerQueue();
  const random = createRandom('queue');
  const acted: number[] = [];
  const deadlines = Array.from({ length: 500 }, () => Math.floor(random() * 50));
  deadlines.forEach((when, made) => {
    queue.at(when, () => acted.push(when * 1_000 + made));
  });
  queue.runDue(50);
  expect(acted).toHaveLength(500);
  expect(acted).toEqual([...acted].sort((a, b) => a - b));
});

it('leaves what is not due, and says when that is', () => {
  const queue = createTimerQueue();
  const acted: string[] = [];
  queue.at(10, () => acted.push('ten'));
  queue.at(20, () => acted.push('twenty'));
  queue.runDue(19.9);
  expect(acted).toEqual(['ten']);
  expect(queue.next()).toBe(20);
});

it('does nothing for a cancelled deadline, and forgets it', () => {
  const queue = createTimerQueue();
  const acted: string[] = [];
  const cancel = queue.at(10, () => acted.push('ten'));
  cancel();
  cancel();
  expect(queue.next()).toBeNull();
  queue.runDue(100);
  expect(acted).toEqual([]);
});

it('acts on a deadline that is made while it runs, if that is due, too', () => {
  const queue = createTimerQueue();
  const acted: string[] = [];
  queue.at(10, () => {
    acted.push('first');
    queue.at(5, () => acted.push('second'));
  });
  queue.runDue(10);
  expect(acted).toEqual(['first', 'second']);
});
