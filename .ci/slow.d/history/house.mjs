// What both checks of the history do with a Patchbay: ask it, and look into its file.

import { DatabaseSync } from 'node:sqlite';

/** Sends one request; tells its id as soon as the answer begins, and reads it to the end. */
export async function ask(house, model, begun = () => {}, stream = true) {
  const answer = await fetch(`${house.url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': house.token },
    body: JSON.stringify({ model, stream, max_tokens: 100, messages: [{ role: 'user', content: `hello ${Math.random()}` }] }),
  });
  const id = answer.headers.get('request-id');
  begun(id);
  await answer.text();
  if (answer.status !== 200) throw new Error(`a request was answered ${answer.status}`);
  return id;
}

/** Asks a question of a history; answers the rows. */
export function rows(file, question, ...values) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(question).all(...values);
  } finally {
    database.close();
  }
}

export async function until(what, isSo, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
