// Requests of nearly the largest size, several at a time, against the heap that Patchbay ships with: each is answered,
// and what they took is given back.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { check, done } from '../lib/checks.mjs';
import { startPatchbay } from '../lib/patchbay.mjs';
import { startUpstream } from '../lib/upstream.mjs';

const MEGABYTE = 1 << 20;
const AT_ONCE = 6;
const MOST_AFTERWARDS = 400; // MB

let largest = 0;
const upstream = await startUpstream((request, answer) => {
  largest = Math.max(largest, request.body.messages[0].content.length);
  answer.say({ text: 'Noted.' });
});
const house = await startPatchbay(
  { backends: [{ id: 'scripted', kind: 'openai', baseUrl: upstream.url, auth: { style: 'none' } }] },
  'error',
);

async function post(body, path = '/v1/messages') {
  const answer = await fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': house.token },
    body,
  });
  return { status: answer.status, json: await answer.json() };
}

function asking(content, more = {}) {
  return JSON.stringify({ model: 'scripted/m', max_tokens: 10, messages: [{ role: 'user', content }], ...more });
}

const words = 'word '.repeat((30 * MEGABYTE) / 5);

await check(`${AT_ONCE} requests of 30 MB at once are all answered, and arrive whole`, async () => {
  const body = asking(words);
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => post(body)));
  assert.deepEqual(answers.map((it) => it.status), Array(AT_ONCE).fill(200), JSON.stringify(answers[0].json));
  assert.equal(largest, words.length);
});

await check('their tokens are counted, too', async () => {
  const { status, json } = await post(asking(words), '/v1/messages/count_tokens');
  assert.equal(status, 200, JSON.stringify(json));
  assert.ok(json.input_tokens > 1_000_000, JSON.stringify(json));
});

await check('one that falls apart into millions of small values is answered or refused, and harms no other', async () => {
  const numbers = Array.from({ length: 4 * MEGABYTE }, (_, i) => 100_000 + (i % 800_000));
  const body = asking('Hello.', { metadata: { numbers } });
  const [hostile, ...others] = await Promise.all([post(body), ...Array.from({ length: 20 }, () => post(asking('Hello.')))]);
  assert.ok([200, 400, 529].includes(hostile.status), `${hostile.status} ${JSON.stringify(hostile.json)}`);
  assert.deepEqual(others.map((it) => it.status), Array(others.length).fill(200));
});

await check(`afterwards at most ${MOST_AFTERWARDS} MB are held`, async () => {
  let held;
  for (let tries = 0; tries < 120; tries++) {
    await post(asking('Hello.'));
    held = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.pid}/status`, 'utf8'))[1]) / 1024;
    if (held <= MOST_AFTERWARDS) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  console.log(`# ${Math.round(held)} MB`);
  assert.ok(held <= MOST_AFTERWARDS, `${Math.round(held)} MB`);
}, 200_000);

await check('nothing else was told', async () => {
  assert.doesNotMatch(house.said(), /fault/i);
});

await house.stop();
done(house);
