import { expect, test } from 'vitest';
import { ClientBudgets } from '../../src/http/client-budget.ts';

const clock = { now: () => Date.parse('2026-11-21T00:00:00Z') };

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1', '192.0.2.1:50123'],
  ['192.0.2.1', '::ffff:192.0.2.1'],
  ['192.0.2.1', '::ffff:c000:201'],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
  ['2001:db8:1:2::1', '2001:0DB8:0001:0002::9'],
  ['2001:db8:1:2::1', '[2001:db8:1:2::3]:443'],
  ['fe80::1', 'fe80::2%eth0'],
  ['unknown', 'x'.repeat(10_000)],
])('%s and %s are one client', (one, other) => {
  const budgets = new ClientBudgets(10, clock);
  budgets.spend(one, 4);
  expect(budgets.spend(other, 4).remaining).toBe(2);
  expect(budgets.tell(one).remaining).toBe(2);
});

test.each([
  ['192.0.2.1', '192.0.2.2'],
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['2001:db8::1', '192.0.2.1'],
  ['192.0.2.1', 'unknown'],
])('%s and %s are two', (one, other) => {
  const budgets = new ClientBudgets(10, clock);
  budgets.spend(one, 10);
  expect(budgets.spend(other, 4).remaining).toBe(6);
});

test('a minute later the budget is whole again', () => {
  let nowMs = clock.now();
  const budgets = new ClientBudgets(10, { now: () => nowMs });
  expect(budgets.spend('192.0.2.1', 12).remaining).toBe(-2);
  expect(budgets.tell('192.0.2.1').remaining).toBe(0);
  nowMs += 60_000;
  expect(budgets.tell('192.0.2.1').remaining).toBe(10);
});
