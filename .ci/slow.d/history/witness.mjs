// A program of its own that does no more than what a history must do: it waits a moment, writes a line and has it put on
// the disk, again and again. How late that was is what the machine, not Patchbay, took. The parent asks by sending the
// moment from which on it wants to know.

import { fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const PAUSE = 20;
const KNOWN = 5_000;
const [, , path] = process.argv;
const file = openSync(path, 'w');
let rounds = [];

process.on('message', (from) => process.send(Math.max(0, ...rounds.filter(({ ended }) => ended > from).map(({ late }) => late))));
process.on('disconnect', () => process.exit());

for (;;) {
  const began = Date.now();
  await setTimeout(PAUSE);
  writeSync(file, 'here\n', 0);
  fsyncSync(file);
  const ended = Date.now();
  rounds.push({ ended, late: ended - began - PAUSE });
  rounds = rounds.filter((it) => it.ended > ended - KNOWN);
}
