// A history on a disk that is full or read-only, held by another program, broken, and of a newer version. Requests go on,
// the log says what is wrong, and nothing good is overwritten. The full and the read-only disk are a small tmpfs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { check, done } from '../lib/checks.mjs';
import { newHome, startPatchbay } from '../lib/patchbay.mjs';
import { ask, rows, until } from './house.mjs';

const houses = [];

/** With a Patchbay that lives as long as this takes. */
async function living(home, env, prove) {
  const house = await startPatchbay(null, 'info', { home, env });
  houses.push(house);
  try {
    await prove(house);
  } finally {
    await house.stop();
  }
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

/** Takes all room that is left, piece by piece, since others write meanwhile. */
function fill(disk) {
  const filler = openSync(join(disk, 'filler'), 'a');
  const piece = Buffer.alloc(4096);
  try {
    for (;;) writeSync(filler, piece);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(filler);
  }
}

const empty = (disk) => rmSync(join(disk, 'filler'));

async function askMany(house, count) {
  const ids = [];
  for (let i = 0; i < count; i++) ids.push(await ask(house, 'demo-fast', () => {}, false));
  return ids;
}

/** Asks until this was said. */
async function askUntil(house, words) {
  const ids = [];
  await until(`it says '${words}'`, async () => {
    ids.push(...(await askMany(house, 20)));
    return house.said().includes(words);
  });
  return ids;
}

async function allKept(file, ids) {
  const kept = () => new Set(rows(file, "SELECT id FROM exchange WHERE outcome = 'ok'").map(({ id }) => id));
  await until('all are kept', () => kept().isSupersetOf(new Set(ids)));
  assert.deepEqual(rows(file, 'PRAGMA integrity_check').map((row) => row.integrity_check), ['ok']);
}

const disk = mounted('size=4m');
if (disk) {
  const data = join(disk, 'patchbay');
  const file = join(data, 'history.db');
  const env = apart(disk);
  const ids = [];
  try {
    await check('a disk that is full from the start stops no request, is told, and what waited is kept when there is room', async () => {
      fill(disk);
      await living(disk, env, async (house) => {
        ids.push(...(await askUntil(house, 'The history cannot be written: ')));
        empty(disk);
        await until('it resumes', () => house.said().includes('The history can be written again'));
        await allKept(file, ids);
      });
    });

    await check('a disk that fills up stops no request, is told once, and what waited is kept when there is room', async () => {
      await living(disk, env, async (house) => {
        ids.push(...(await askMany(house, 20)));
        await allKept(file, ids);
        fill(disk);
        ids.push(...(await askUntil(house, 'The history cannot be written: the disk is full.')));
        ids.push(...(await askMany(house, 50)));
        assert.equal(house.said().split('The history cannot be written').length, 2);
        empty(disk);
        await until('it resumes', () => house.said().includes('The history can be written again'));
        await allKept(file, ids);
      });
    });

    await check('a program that is killed while its disk is full leaves a sound file', async () => {
      await living(disk, env, async (house) => {
        fill(disk);
        await askUntil(house, 'The history cannot be written: the disk is full.');
        await house.kill();
        empty(disk);
      });
      await living(disk, env, async (house) => {
        ids.push(...(await askMany(house, 20)));
        await allKept(file, ids);
      });
    });

    await check('a read-only disk stops no request, is told, and can be read', async () => {
      const kept = rows(file, 'SELECT id FROM exchange').length;
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      // What cannot be made there was made before.
      await living(disk, env, async (house) => {
        await askMany(house, 5);
        await until('it is told', () => house.said().includes('The history cannot be written'));
        const said = execFileSync(process.env.PATCHBAY, ['export'], { env: { ...process.env, ...env }, encoding: 'utf8' });
        assert.equal(said.trim().split('\n').length, kept);
      });
    });
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

await check('a file that another program holds stops no request, is told, and what waited is kept', async () => {
  const home = newHome();
  const file = join(home, 'history.db');
  await living(home, {}, async (house) => {
    const ids = await askMany(house, 20);
    await allKept(file, ids);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    ids.push(...(await askUntil(house, 'The history cannot be written: another program holds it.')));
    other.exec('ROLLBACK');
    other.close();
    await until('it resumes', () => house.said().includes('The history can be written again'));
    await allKept(file, ids);
  });
});

await check('a broken file is moved aside whole, and a new one begun', async () => {
  const home = newHome();
  const junk = 'this is no history '.repeat(500);
  writeFileSync(join(home, 'history.db'), junk);
  await living(home, {}, async (house) => {
    await allKept(join(home, 'history.db'), await askMany(house, 3));
    const aside = readdirSync(home).filter((name) => name.startsWith('history.db.broken-'));
    assert.equal(readFileSync(join(home, aside[0]), 'utf8'), junk);
    assert.match(house.said(), /cannot be read\. It was moved to history\.db\.broken-\d+, and a new one is begun\./);
  });
});

await check('a file of a newer version is not touched', async () => {
  const home = newHome();
  const file = join(home, 'history.db');
  const newer = new DatabaseSync(file);
  newer.exec('CREATE TABLE future (x); PRAGMA user_version = 99');
  newer.close();
  const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');
  const before = digest();
  await living(home, {}, async (house) => {
    await askMany(house, 3);
    await until('it is told', () => house.said().includes('It has version 99, and this Patchbay knows 1.'));
  });
  assert.equal(digest(), before);
});

done(...houses);
