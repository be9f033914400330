// A history on a disk that is full, in a folder that is read-only, broken, and of a newer version. Requests go on, the
// log says what is wrong, and nothing good is overwritten. The full and the read-only disk are a small tmpfs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { check, done } from '../lib/checks.mjs';
import { newHome, startPatchbay } from '../lib/patchbay.mjs';
import { ask, rows, until } from './house.mjs';

const houses = [];

async function started(home, env = {}) {
  const house = await startPatchbay(null, 'info', { home, env });
  houses.push(house);
  return house;
}

/** Everything on the usual disk but what must be kept. */
function apart(data) {
  const rest = newHome();
  const folder = (name) => join(rest, name);
  return {
    PATCHBAY_HOME: undefined,
    HOME: rest,
    XDG_DATA_HOME: data,
    XDG_CONFIG_HOME: folder('config'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_STATE_HOME: folder('state'),
    XDG_RUNTIME_DIR: folder('run'),
  };
}

function mounted(options) {
  const folder = join(newHome(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
    return folder;
  } catch (error) {
    console.log(`skip a full and a read-only disk: no tmpfs can be mounted here (${error.message.split('\n')[0]})`);
    return null;
  }
}

async function askMany(house, count) {
  const ids = [];
  for (let i = 0; i < count; i++) ids.push(await ask(house, 'demo-fast', () => {}, false));
  return ids;
}

const disk = mounted('size=4m');
if (disk) {
  const data = join(disk, 'patchbay');
  const file = join(data, 'history.db');
  const env = apart(disk);
  try {
    await check('a full disk stops no request, is told, and what waited is kept when there is room', async () => {
      const house = await started(disk, env);
      const before = await askMany(house, 20);
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize));
      const meanwhile = [];
      await until('it is told', async () => {
        meanwhile.push(...(await askMany(house, 20)));
        return house.said().includes('The history cannot be written: the disk is full.');
      });
      meanwhile.push(...(await askMany(house, 50)));
      rmSync(join(disk, 'filler'));
      await until('it resumes', () => house.said().includes('The history can be written again'));
      await until('all are kept', () => rows(file, "SELECT id FROM exchange WHERE outcome = 'ok'").length === before.length + meanwhile.length);
      assert.deepEqual(rows(file, 'PRAGMA integrity_check').map((row) => row.integrity_check), ['ok']);
      await house.stop();
    });

    await check('a read-only disk stops no request, is told, and can be read', async () => {
      const kept = rows(file, 'SELECT id FROM exchange').length;
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      // What cannot be made there was made before.
      const house = await started(disk, env);
      await askMany(house, 5);
      await until('it is told', () => house.said().includes('The history cannot be written'));
      const said = execFileSync(process.env.PATCHBAY, ['export'], { env: { ...process.env, ...env }, encoding: 'utf8' });
      assert.equal(said.trim().split('\n').length, kept);
      await house.stop();
    });
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

await check('a broken file is moved aside whole, and a new one begun', async () => {
  const home = newHome();
  const junk = 'this is no history '.repeat(500);
  writeFileSync(join(home, 'history.db'), junk);
  const house = await started(home);
  await askMany(house, 3);
  await until('all are kept', () => rows(join(home, 'history.db'), 'SELECT id FROM exchange').length === 3);
  const aside = readdirSync(home).filter((name) => name.startsWith('history.db.broken-'));
  assert.equal(readFileSync(join(home, aside[0]), 'utf8'), junk);
  assert.match(house.said(), /cannot be read\. It was moved to history\.db\.broken-\d+, and a new one is begun\./);
  await house.stop();
});

await check('a file of a newer version is not touched', async () => {
  const home = newHome();
  const file = join(home, 'history.db');
  const newer = new DatabaseSync(file);
  newer.exec('CREATE TABLE future (x); PRAGMA user_version = 99');
  newer.close();
  const before = createHash('sha256').update(readFileSync(file)).digest('hex');
  const house = await started(home);
  await askMany(house, 3);
  await until('it is told', () => house.said().includes('It has version 99, and this Patchbay knows 1.'));
  await house.stop();
  assert.equal(createHash('sha256').update(readFileSync(file)).digest('hex'), before);
});

done(...houses);
