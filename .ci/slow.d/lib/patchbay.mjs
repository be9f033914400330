// Starts the built Patchbay as a program of its own, on a free port and with files of its own.

import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const TOKEN = 'pb-token-of-the-slow-checks';

/**
 * With `settings` as its settings.json, or with the demo backend. In a new folder, or in the `home` of one that ran
 * before; `env` adds to its environment, or takes away what is undefined there.
 */
export async function startPatchbay(settings, level = 'debug', { home = newHome(), env = {} } = {}) {
  const port = await freePort();
  if (settings) writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, ...settings }));
  const args = ['serve', ...(settings ? [] : ['--demo']), '--port', String(port)];
  const child = spawn(process.env.PATCHBAY, args, {
    env: { ...process.env, PATCHBAY_HOME: home, PATCHBAY_TOKEN: TOKEN, PATCHBAY_LOG_LEVEL: level, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child, () => said);
  return {
    url,
    token: TOKEN,
    home,
    pid: child.pid,
    said: () => said,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

export function newHome() {
  return mkdtempSync(join(process.env.WORK, 'home-'));
}

async function answers(url, child, said) {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    try {
      if ((await fetch(`${url}/health`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Patchbay did not start: ${said()}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
