// Writes each body as a literal into one TypeScript file and lets the compiler judge it. Fields that the openai package
// does not know are allowed: backends have more. What it knows must be of its type.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, done } from '../lib/checks.mjs';

const cases = join(process.env.REPOSITORY, 'src/test/resources/cases');
const here = import.meta.dirname;

// The cases in which a backend says, on purpose, what OpenAI never would.
// These clients say more than the types know, and it goes on to a backend of the same dialect as they said it.
const BEYOND = ['a-part-only-this-dialect-knows-goes-on'];
const ODD = JSON.parse(readFileSync(join(here, 'odd.json')));

const HEAD = `
import type { ChatCompletionChunk, ChatCompletionCreateParams } from 'openai/resources/chat/completions';
declare function sent<T extends ChatCompletionCreateParams>(body: T): void;
declare function chunk<T extends ChatCompletionChunk>(chunk: T): void;
declare const anything: any;
`.trim();

/** Compiles statements, each one line; returns what the compiler holds against each, by its index. */
function compiled(name, statements) {
  const head = HEAD.split('\n').length;
  writeFileSync(join(here, `${name}.ts`), [HEAD, ...statements].join('\n'));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--module', 'nodenext', '--pretty', 'false'];
  const faults = new Map();
  let told = '';
  try {
    execFileSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), ...options, '--ignoreConfig', `${name}.ts`], {
      cwd: here,
      encoding: 'utf8',
    });
  } catch (error) {
    told = `${error.stdout}${error.stderr}`;
  }
  for (const [, file, line, fault] of told.matchAll(/^(\S+?)\((\d+),\d+\): error (.*)$/gm)) {
    if (file !== `${name}.ts` || Number(line) <= head) throw new Error(`the compiler failed elsewhere: ${told}`);
    const index = Number(line) - head - 1;
    faults.set(index, [...(faults.get(index) ?? []), fault]);
  }
  if (told && faults.size === 0) throw new Error(`the compiler failed: ${told}`);
  return faults;
}

function folders() {
  const inside = (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside(cases).filter(({ name }) => name.endsWith('-to-openai')).flatMap((pair) => inside(join(cases, pair.name)).map(({ name, parentPath }) => ({ name, path: join(parentPath, name) })));
}

const bodies = folders()
  .filter(({ path }) => existsSync(join(path, 'sent.json')))
  .map(({ name, path }) => ({ name, text: oneLine(readFileSync(join(path, 'sent.json'), 'utf8')) }));

const chunks = folders()
  .filter(({ path }) => existsSync(join(path, 'upstream.sse')))
  .flatMap(({ name, path }) =>
    frames(readFileSync(join(path, 'upstream.sse'), 'utf8'))
      .flatMap(chunkOf)
      .map((chunk) => ({ name, text: JSON.stringify(chunk) })),
  );

/** A placeholder may stand where a list or an object is expected; what it says is checked by the cases' own test. */
function oneLine(json) {
  return JSON.stringify(JSON.parse(json)).replace(/("(?:messages|parameters)":)"<says .*?[^\\]>"/g, '$1anything');
}

function frames(sse) {
  return sse
    .split(/\r\n|\r|\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim());
}

/**
 * A frame as a chunk, or nothing if it is none. What our cases leave out where it does not matter is put in, and
 * reasoning, which the package does not know, is taken out: a delta of nothing else would be none to the compiler.
 */
function chunkOf(text) {
  let frame;
  try {
    frame = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(frame?.choices)) return [];
  const choices = frame.choices.map((choice) => ({ index: 0, finish_reason: null, ...choice, delta: withoutReasoning(choice?.delta) }));
  const usage = frame.usage && { total_tokens: 0, ...frame.usage };
  return [{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', ...frame, choices, usage }];
}

function withoutReasoning(delta) {
  if (delta === null || typeof delta !== 'object') return delta;
  const { reasoning, reasoning_content, reasoning_details, ...known } = delta;
  return known;
}

function told(list, faults) {
  return [...faults].map(([index, reasons]) => `${list[index].name}: ${reasons.join('; ')}\n    ${list[index].text}`).join('\n');
}

await check(`the types accept ${bodies.length} bodies that we send`, async () => {
  if (bodies.length < 100) throw new Error('too few bodies were found');
  const faults = compiled('sent', bodies.map(({ text }) => `sent(${text});`));
  const unexpected = new Map([...faults].filter(([index]) => !BEYOND.includes(bodies[index].name)));
  if (unexpected.size > 0) throw new Error(told(bodies, unexpected));
});

await check(`the types accept ${chunks.length} chunks that our cases read, but for those that odd.json names`, async () => {
  if (chunks.length < 100) throw new Error('too few chunks were found');
  const faults = compiled('chunks', chunks.map(({ text }) => `chunk(${text});`));
  const refused = new Set([...faults.keys()].map((index) => chunks[index].name));
  const unexpected = new Map([...faults].filter(([index]) => !ODD.includes(chunks[index].name)));
  if (unexpected.size > 0) throw new Error(told(chunks, unexpected));
  const fine = ODD.filter((name) => !refused.has(name));
  if (fine.length > 0) throw new Error(`odd.json names cases that are not odd: ${fine.join(', ')}`);
});

await check('the types refuse one seeded error, and nothing beside it', async () => {
  const seeded = { ...JSON.parse(bodies[0].text), messages: [{ role: 'user', content: 42 }] };
  const faults = compiled('seeded', [`sent(${bodies[0].text});`, `sent(${JSON.stringify(seeded)});`, `sent(${bodies[1].text});`]);
  if ([...faults.keys()].join() !== '1') throw new Error(`refused: ${[...faults.keys()]}`);
});

done();
