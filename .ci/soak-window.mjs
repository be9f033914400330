// The traffic of .ci/soak --window: 20 requests a second through a Patchbay whose table of requests is open, and as many
// through one without a window. Before that, 100,000 requests and the lines that tell of them are made, and scrolled through.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { check, done } from './slow.d/lib/checks.mjs';
import { newHome, startPatchbay } from './slow.d/lib/patchbay.mjs';
import { startUpstream } from './slow.d/lib/upstream.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rows: { type: 'string', default: '100000' },
  },
});
const SECOND = 1000;
const A_SECOND = 20; // requests
const upstream = await startUpstream(async (_, answer) => {
  upstream.requests.length = 0;
  answer.say({ text: 'A short answer.' });
});
const settings = {
  backends: [{ id: 'scripted', kind: 'openai', baseUrl: upstream.url, auth: { style: 'none' } }],
  defaultAlias: 'scripted/scripted',
};
console.log(`${values.minutes} minutes, ${values.rows} requests before`);

// ---------------------------------------------- two houses

const headless = await startPatchbay(settings, 'warn');
const home = newHome();
writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, ...settings }));
const agentJar = agent();
const windowed = await startWithWindow();

/** Compiled by the JDK that the program found. */
function agent() {
  const bin = dirname(readlinkSync(`/proc/${headless.pid}/exe`));
  const classes = join(process.env.WORK, 'agent');
  const manifest = join(process.env.WORK, 'manifest');
  const jar = join(process.env.WORK, 'frames.jar');
  const library = join(dirname(process.env.PATCHBAY), '..', 'lib', '*');
  execFileSync(join(bin, 'javac'), ['-cp', library, '-d', classes, '.ci/slow.d/lib/Frames.java']);
  writeFileSync(manifest, 'Premain-Class: Frames\n');
  execFileSync(join(bin, 'jar'), ['cfm', jar, manifest, '-C', classes, '.']);
  return jar;
}

/** With an agent that tells when JavaFX had its pulses; its own log of them can stop the window from being drawn. */
async function startWithWindow() {
  const port = await freePort();
  const child = spawn(process.env.PATCHBAY, ['--port', String(port)], {
    env: {
      ...process.env,
      PATCHBAY_HOME: home,
      PATCHBAY_TOKEN: headless.token,
      PATCHBAY_LOG_LEVEL: 'warn',
      JAVA_TOOL_OPTIONS: `-javaagent:${agentJar}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const frames = [];
  let rest = '';
  let said = '';
  const hear = (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('pulses')) frames.push(...line.split(' ').slice(1).map(Number));
      else said = `${said}${line}\n`.slice(-20_000);
    }
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  const house = { url: `http://127.0.0.1:${port}`, token: headless.token, pid: child.pid, said: () => said, frames };
  house.stop = () => new Promise((resolve) => (child.on('exit', resolve), child.kill('SIGTERM')));
  for (let tries = 0; tries < 600; tries++) {
    const up = await fetch(`${house.url}/health`).then((answer) => answer.ok, () => false);
    if (up && window(house)) return house;
    await pause(100);
  }
  throw new Error(`no window came: ${said}`);
}

function freePort() {
  return Number(execFileSync('python3', ['-c', 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])']));
}

function window(house) {
  try {
    return execFileSync('xdotool', ['search', '--onlyvisible', '--pid', String(house.pid), '--name', '^Patchbay$'], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // not yet
  }
}

const shown = window(windowed);
const hands = (...words) => execFileSync('xdotool', words);
const key = (...keys) => hands('key', '--window', '0', '--clearmodifiers', ...keys);
const click = (x, y) => hands('mousemove', '--window', shown, String(x), String(y), 'click', '1');
hands('windowactivate', '--sync', shown);

// ---------------------------------------------- one request

const agents = new Map([headless, windowed].map((house) => [house, new Agent({ keepAlive: true, maxSockets: 64 })]));
const BODY = JSON.stringify({ model: 'any', max_tokens: 8, messages: [{ role: 'user', content: 'one small request' }] });

/** How long it took, in milliseconds. */
function ask(house) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asking = request(
      `${house.url}/v1/messages`,
      { method: 'POST', agent: agents.get(house), headers: { 'content-type': 'application/json', 'x-api-key': house.token } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve(performance.now() - began) : reject(new Error(`answered ${answer.statusCode}`)));
      },
    );
    asking.on('error', reject);
    asking.end(BODY);
  });
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

// ---------------------------------------------- figures

const steady = (frames) => frames.filter((since) => since <= 33).length / frames.length;
const quantile = (list, q) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
const told = (frames) =>
  `${frames.length} pulses, ${(100 * steady(frames)).toFixed(2)} % within 33 ms of the one before, half within ${quantile(frames, 0.5)}, ` +
  `99 of 100 within ${quantile(frames, 0.99)}, the longest after ${frames.reduce((most, each) => Math.max(most, each), 0)} ms`;
const megabytes = (house) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.pid}/status`, 'utf8'))[1]) / 1024);
const ticks = (house) => readFileSync(`/proc/${house.pid}/stat`, 'utf8').split(' ').slice(13, 15).reduce((sum, each) => sum + Number(each), 0);

/** What was drawn while this was done. */
async function drawn(deed) {
  const before = windowed.frames.length;
  await deed();
  await pause(SECOND);
  return windowed.frames.slice(before);
}

// ---------------------------------------------- 100,000 requests, and lines

key('ctrl+l');
await pause(2 * SECOND);
let made = 0;
const flooding = Date.now();
await Promise.all(
  Array.from({ length: 16 }, async () => {
    while (made < Number(values.rows)) {
      made++;
      await ask(windowed);
    }
  }),
);
console.log(`${made} requests in ${Math.round((Date.now() - flooding) / SECOND)} s`);
await pause(5 * SECOND);
const warmed = told(windowed.frames);
console.log(`up to now: ${warmed}`);

/** Up and down a list that has the keyboard, as somebody who looks for something. */
async function scroll() {
  for (const each of ['End', 'Home', ...Array(60).fill('Page_Down'), 'End', ...Array(60).fill('Page_Up'), 'Home']) {
    key(each);
    await pause(60);
  }
}

// All levels, and so three lines for each request; 200,000 are kept.
click(909, 46);
await pause(SECOND);
key('Up');
key('Return');
await pause(3 * SECOND);
const lineFrames = await drawn(async () => {
  click(700, 400);
  await scroll();
});
execFileSync('import', ['-window', shown, join(process.env.WORK, 'lines.png')]);
click(80, 115);
await pause(3 * SECOND);
const rowFrames = await drawn(async () => {
  click(700, 400);
  key('Escape');
  await scroll();
});
execFileSync('import', ['-window', shown, join(process.env.WORK, 'rows.png')]);

// ---------------------------------------------- the hour

const until = Date.now() + Number(values.minutes) * 60 * SECOND;
const warm = Date.now() + Math.min(300 * SECOND, (until - Date.now()) / 5);
const waits = new Map([headless, windowed].map((house) => [house, []]));
const wrong = [];
const memory = [];
const from = windowed.frames.length;
const spentFrom = new Map([headless, windowed].map((house) => [house, ticks(house)]));
const begun = Date.now();
let early;
while (Date.now() < until) {
  const next = Date.now() + SECOND / A_SECOND;
  for (const house of [headless, windowed]) {
    ask(house).then((took) => waits.get(house).push(took), (error) => wrong.push(error.message));
  }
  if (Date.now() > warm) early ??= megabytes(windowed);
  if (memory.length < (Date.now() - begun) / (10 * SECOND)) memory.push(megabytes(windowed));
  await pause(Math.max(0, next - Date.now()));
}
await pause(2 * SECOND);
const frames = windowed.frames.slice(from);
const late = megabytes(windowed);
const p99 = new Map([headless, windowed].map((house) => [house, quantile(waits.get(house), 0.99)]));
const spent = (house) => ((ticks(house) - spentFrom.get(house)) * 10 / (Date.now() - begun) * 100).toFixed(1);
execFileSync('import', ['-window', shown, join(process.env.WORK, 'after.png')]);
console.log(`lines: ${told(lineFrames)}`);
console.log(`rows: ${told(rowFrames)}`);
console.log(`requests coming in: ${told(frames)}`);
console.log(`a request takes, half and 99 of 100 of them: ${[windowed, headless].map((house) => `${quantile(waits.get(house), 0.5).toFixed(1)} and ${p99.get(house).toFixed(1)} ms`).join(' with the window, ')} without`);
console.log(`of one processor: ${spent(windowed)} % with the window, ${spent(headless)} % without`);
console.log(`megabytes: ${memory.join(' ')}`);

await check('every request was answered', async () => assert.deepEqual(wrong.slice(0, 5), []));
await check('100,000 rows scroll', async () => assert.ok(steady(rowFrames) > 0.95, told(rowFrames)));
await check('200,000 lines scroll', async () => assert.ok(steady(lineFrames) > 0.95, told(lineFrames)));
await check('frames are steady while requests come in', async () => assert.ok(steady(frames) > 0.98, told(frames)));
await check('memory does not grow', async () => assert.ok(late < early * 1.15 + 20, `${early} MB early, ${late} MB late`));
await check('the window does not slow requests', async () =>
  assert.ok(p99.get(windowed) < p99.get(headless) * 1.5 + 1, `${p99.get(windowed)} ms with, ${p99.get(headless)} ms without`));
await windowed.stop();
await headless.stop();
upstream.stop();
done(windowed);
