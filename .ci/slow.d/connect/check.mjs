// Claude Code finds Patchbay by its own settings files, or by the environment of `patchbay run`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check, done } from '../lib/checks.mjs';
import { startPatchbay } from '../lib/patchbay.mjs';

const bay = await startPatchbay();
const port = new URL(bay.url).port;

/** An empty home and an empty project, with no variable but these. */
function place(variables = {}) {
  const root = join(process.env.WORK, randomUUID());
  const home = join(root, 'home');
  const folder = join(root, 'project');
  mkdirSync(home, { recursive: true });
  mkdirSync(folder);
  return {
    root,
    home,
    folder,
    user: join(home, '.claude/settings.json'),
    project: join(folder, '.claude/settings.json'),
    local: join(folder, '.claude/settings.local.json'),
    env: {
      PATH: `${dirname(process.env.CLAUDE)}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: home,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      ...(process.env.JAVA_HOME ? { JAVA_HOME: process.env.JAVA_HOME } : {}),
      ...variables,
    },
  };
}

function run(where, command, args, variables = {}) {
  const child = spawn(command, args, { cwd: where.folder, env: { ...where.env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  return new Promise((resolve) => child.on('close', (exit) => resolve({ exit, out, err, told: `exit ${exit}: ${out.slice(-2000)} ${err.slice(-2000)}` })));
}

const patchbay = (where, ...args) => run(where, process.env.PATCHBAY, args, { PATCHBAY_HOME: bay.home, PATCHBAY_TOKEN: bay.token, PATCHBAY_PORT: port });
const claude = (where) => run(where, process.env.CLAUDE, ['-p', 'Hello there']);

function served() {
  const log = readFileSync(join(bay.home, 'logs/patchbay.jsonl'), 'utf8');
  return log.split('\n').filter((line) => line.includes('"note":"exchange-ended"')).length;
}

/** An exchange is noted when it is over, which may be just after its client has all. */
async function servedSince(before) {
  for (let tries = 0; tries < 100 && served() <= before; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(served() > before, 'nothing was asked of Patchbay');
}

function answered(run) {
  assert.equal(run.exit, 0, run.told);
  assert.match(run.out, /demo/i, run.told);
}

async function verb(where, ...args) {
  const result = await patchbay(where, ...args);
  assert.equal(result.exit, 0, result.told);
  assert.ok(!(result.out + result.err).includes(bay.token), 'the token was shown');
  return result;
}

await check(`Claude Code ${process.env.NEWEST} without Patchbay is not signed in`, async () => {
  const before = served();
  const result = await claude(place());
  assert.notEqual(result.exit, 0, result.told);
  assert.equal(served(), before);
});

await check('connected for its user, in an empty home, it is answered; disconnected, nothing of ours is left', async () => {
  const where = place();
  const before = served();
  await verb(where, 'connect', 'claude-code');
  answered(await claude(where));
  await servedSince(before);
  await verb(where, 'disconnect', 'claude-code');
  assert.ok(!existsSync(where.user), existsSync(where.user) && readFileSync(where.user, 'utf8'));
  assert.notEqual((await claude(where)).exit, 0);
});

await check('it asks Patchbay for its models', async () => {
  const where = place({ CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '' });
  await verb(where, 'connect', 'claude-code');
  answered(await claude(where));
  const found = join(where.home, '.claude/cache/gateway-models.json');
  assert.equal(JSON.parse(readFileSync(found, 'utf8')).baseUrl, bay.url);
});

for (const scope of ['project', 'local']) {
  await check(`connected for a ${scope === 'local' ? 'user of a project' : 'project'}, it is answered there and nowhere else`, async () => {
    const where = place();
    await verb(where, 'connect', 'claude-code', '--scope', scope);
    answered(await claude(where));
    assert.notEqual((await claude({ ...where, folder: where.root })).exit, 0);
    await verb(where, 'disconnect', '--all');
    assert.ok(!existsSync(where[scope]));
  });
}

await check('settings that were there are the very same afterwards, and count meanwhile', async () => {
  const where = place();
  const mine = '{\r\n\t"model": "opus",\r\n\t"env": { "ANTHROPIC_BASE_URL": "http://127.0.0.1:9/elsewhere", "MINE": "\\u0031" }\r\n}';
  mkdirSync(dirname(where.user));
  writeFileSync(where.user, mine);
  await verb(where, 'connect', 'claude-code');
  answered(await claude(where));
  assert.match(readFileSync(where.user, 'utf8'), /"MINE": "\\u0031"/);
  await verb(where, 'disconnect', 'claude-code');
  assert.equal(readFileSync(where.user, 'utf8'), mine);
});

await check('its own sign-in stays where it is to be kept', async () => {
  const where = place({ ANTHROPIC_API_KEY: 'made-up-key-of-the-slow-checks' });
  await verb(where, 'connect', 'claude-code', '--keep-login');
  answered(await claude(where));
});

await check('connecting and running stand in no way of each other', async () => {
  const where = place();
  await verb(where, 'connect', 'claude-code');
  answered(await patchbay(where, 'run', '--', 'claude', '-p', 'Hello there'));
});

await check('patchbay run leads it to the Patchbay that runs, and changes no file', async () => {
  const where = place();
  const before = served();
  answered(await patchbay(where, 'run', '--', 'claude', '-p', 'Hello there'));
  await servedSince(before);
  assert.ok(!existsSync(where.user) && !existsSync(where.project));
});

await check('patchbay run serves by itself where none runs, and ends as the command ends', async () => {
  const where = place();
  const home = { PATCHBAY_HOME: join(where.root, 'bay') };
  answered(await run(where, process.env.PATCHBAY, ['run', '--', 'claude', '-p', 'Hello there'], home));
  const failed = await run(where, process.env.PATCHBAY, ['run', '--', 'sh', '-c', 'exit 7'], home);
  assert.equal(failed.exit, 7, failed.told);
});

await bay.stop();
done(bay);
