// Kills Patchbay under load, again and again, always in the same home. What had ended more than 200 ms before must be in
// its history, what was open must become interrupted at the next start, the file must be sound, the sums must be those of
// the rows, and budgets go on from there. A machine that keeps every program waiting is given what it took.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { check, done, within } from '../lib/checks.mjs';
import { newHome, startPatchbay } from '../lib/patchbay.mjs';
import { ask, rows, until } from './house.mjs';

const KILLS = Number(process.env.KILLS ?? 50);
const CLIENTS = 12;
const PROMISE = 200;
const FAST = 'demo/demo-fast';
const SLOW = 'demo/demo-slow';
const SETTINGS = {
  backends: [{ id: 'demo', kind: 'demo' }],
  prices: { 'demo-fast': { input: 0.31, output: 1.7 }, 'demo-slow': { input: 0.31, output: 1.7 } },
};
const home = newHome();
const file = join(home, 'history.db');
const ended = new Map();
const open = new Map();
const witness = fork(join(import.meta.dirname, 'witness.mjs'), [join(process.env.WORK, 'witness')]);
const stalls = [];
const promised = [];
const interrupted = [];

/** Asks until the house is gone. Some answers are quick, some take seconds. */
async function client(house, number) {
  const slow = number % 3 === 0;
  for (;;) {
    let id;
    try {
      await ask(house, slow ? SLOW : FAST, (its) => open.set((id = its), Date.now()), slow || number % 2 === 0);
      ended.set(id, Date.now());
      open.delete(id);
    } catch {
      return;
    }
  }
}

/** The moment of death varies from round to round, but comes only when there is something to lose. */
async function kill(round) {
  ended.clear();
  open.clear();
  const house = await startPatchbay(SETTINGS, 'error', { home });
  const clients = Array.from({ length: CLIENTS }, (_, number) => client(house, number));
  await until('enough is going on', () => ended.size > 50 && open.size > 0);
  await new Promise((resolve) => setTimeout(resolve, 300 + ((round * 137) % 900)));
  const killed = Date.now();
  await house.kill();
  const stall = await stalled(killed - 1_500);
  stalls.push(stall);
  await within(20_000, Promise.all(clients));
  // What is heard while one transaction is written waits for that and for the next.
  const latest = killed - PROMISE - 2 * stall;
  const early = (times) => [...times].filter(([, time]) => time < latest).map(([id, time]) => ({ id, early: killed - time }));
  promised.push(...early(ended));
  interrupted.push(...early(open));
}

/** How long the machine itself kept a program waiting since then. */
async function stalled(from) {
  const answer = once(witness, 'message');
  witness.send(from);
  return (await answer)[0];
}

await check(`${KILLS} kills under load`, async () => {
  for (let round = 0; round < KILLS; round++) await within(120_000, kill(round));
  assert.ok(promised.length > KILLS && interrupted.length > KILLS, `${promised.length} ended, ${interrupted.length} open`);
}, KILLS * 10_000);

const sorted = stalls.toSorted((one, other) => one - other);
console.log(`the machine kept a program that writes waiting for ${sorted[KILLS >> 1]} ms, at most for ${sorted.at(-1)} ms`);

const last = await startPatchbay(SETTINGS, 'error', { home });
await check(`what had ended more than ${PROMISE} ms before is there (${promised.length} requests)`, async () => {
  const there = new Set(rows(file, "SELECT id FROM exchange WHERE outcome = 'ok'").map(({ id }) => id));
  assert.deepEqual(promised.filter(({ id }) => !there.has(id)), []);
});
await check(`what was open is interrupted (${interrupted.length} requests)`, async () => {
  await until('no row is open', () => rows(file, 'SELECT id FROM exchange WHERE outcome IS NULL').length === 0);
  const outcomes = new Map(rows(file, 'SELECT id, outcome FROM exchange').map(({ id, outcome }) => [id, outcome]));
  // One that ended in the last moment may have been written before the client heard of it.
  assert.deepEqual(interrupted.filter(({ id }) => !['interrupted', 'ok'].includes(outcomes.get(id))), []);
  assert.ok(interrupted.some(({ id }) => outcomes.get(id) === 'interrupted'));
});
await check('the file passes its integrity check', async () => {
  assert.deepEqual(rows(file, 'PRAGMA integrity_check').map((row) => row.integrity_check), ['ok']);
});
await check('the sums are those of the rows', async () => {
  const sums = 'SELECT sum(requests) AS requests, sum(input_tokens) AS input, sum(output_tokens) AS output FROM per_day';
  const all = 'SELECT count(*) AS requests, CAST(total(input_tokens) AS INTEGER) AS input, CAST(total(output_tokens) AS INTEGER) AS output FROM exchange WHERE outcome IS NOT NULL';
  assert.deepEqual(rows(file, sums), rows(file, all));
});
await last.stop();

await check('a budget goes on after the last kill, to the nano-dollar', async () => {
  const spent = () => rows(file, 'SELECT sum(cost_nano_usd) AS spent FROM exchange')[0].spent;
  const before = spent();
  assert.ok(before > 0);
  const refuses = (house) => assert.rejects(ask(house, FAST), /answered 402/);
  await withBudget(before, refuses);
  await withBudget(before + 1, async (house) => {
    await ask(house, FAST);
    await until('it is counted', () => spent() > before);
    await refuses(house);
  });
});
done(last);

async function withBudget(nanos, prove) {
  const budgets = [{ period: 'month', usd: nanos / 1e9, at100: 'refuse' }];
  const house = await startPatchbay({ ...SETTINGS, budgets }, 'error', { home });
  try {
    await prove(house);
  } finally {
    await house.stop();
  }
}
