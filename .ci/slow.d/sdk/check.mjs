// What a program built on Anthropic's SDK meets when its base URL is Patchbay's.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { check, done, within } from '../lib/checks.mjs';
import { startPatchbay } from '../lib/patchbay.mjs';
import { startUpstream } from '../lib/upstream.mjs';

const PACKAGES = ['@anthropic-ai/sdk', '@anthropic-ai/sdk-0.137.0'];

const WEATHER = {
  name: 'get_weather',
  description: 'The weather in a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

const demo = await startPatchbay();

// Each check sets what the backend does next.
let script;
const upstream = await startUpstream((request, answer) => script(request, answer));
const bay = await startPatchbay({
  backends: [
    { id: 'scripted', kind: 'openai', baseUrl: upstream.url, auth: { style: 'none' } },
    { id: 'demo', kind: 'demo' },
  ],
  aliases: [{ name: 'any', targets: [{ backend: 'scripted', model: 'scripted' }] }],
});

// A third one relays to these two: they are what an Anthropic backend looks like.
const there = (id, house) => ({ id, kind: 'anthropic', baseUrl: house.url, auth: { style: 'x-api-key', keys: ['env:PATCHBAY_TOKEN'] } });
const relay = await startPatchbay({
  backends: [there('demo', demo), there('bay', bay)],
  aliases: [
    { name: 'demo', targets: [{ backend: 'demo', model: 'demo' }] },
    { name: 'any', targets: [{ backend: 'bay', model: 'any' }] },
  ],
});

for (const name of PACKAGES) await suite(name, demo, bay, '');
await suite(PACKAGES[0], relay, relay, ', relayed');

await relay.stop();
await demo.stop();
await bay.stop();
upstream.stop();
done(relay, demo, bay);

async function suite(name, demo, bay, how) {
  const { default: Anthropic } = await import(name);
  const { betaTool } = await import(`${name}/helpers/beta/json-schema`);
  const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url)));

  const proves = (what, prove) => check(`[sdk ${version}${how}] ${what}`, prove);
  const client = (house, more) => new Anthropic({ baseURL: house.url, apiKey: house.token, maxRetries: 0, ...more });
  const hello = (model, more) => ({ model, max_tokens: 500, messages: [{ role: 'user', content: 'Hello!' }], ...more });
  const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');
  const failure = (promise) =>
    promise.then(
      (value) => assert.fail(`expected a failure, got ${JSON.stringify(value)}`),
      (error) => error,
    );

  await proves('a message in one piece', async () => {
    const message = await client(demo).messages.create(hello('demo'));
    assert.match(message.id, /^msg_/);
    assert.deepEqual([message.type, message.role, message.stop_reason, message.stop_sequence], ['message', 'assistant', 'end_turn', null]);
    assert.ok(text(message).length > 0);
    assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
    assert.match(message._request_id, /^req_/);
  });

  await proves('messages.stream tells the same text piece by piece and in its final message', async () => {
    const stream = client(demo).messages.stream(hello('demo'));
    let pieces = 0;
    let told = '';
    stream.on('text', (piece) => (pieces++, (told += piece)));
    const message = await stream.finalMessage();
    assert.ok(pieces > 1);
    assert.equal(told, text(message));
    assert.equal(message.stop_reason, 'end_turn');
    assert.ok(message.usage.output_tokens > 0);
  });

  await proves('the events come in the order that the API promises', async () => {
    const types = [];
    for await (const event of await client(demo).messages.create(hello('demo/demo-think', { stream: true }))) types.push(event.type);
    const block = 'content_block_start( content_block_delta)+ content_block_stop';
    assert.match(types.join(' '), new RegExp(`^message_start( ${block})+ message_delta message_stop$`));
  });

  await proves('thinking comes with a signature, and the next turn with it is accepted', async () => {
    const ask = hello('demo/demo-think', { max_tokens: 3000, thinking: { type: 'enabled', budget_tokens: 2000 } });
    const first = await client(demo).messages.stream(ask).finalMessage();
    assert.deepEqual(first.content.map((part) => part.type), ['thinking', 'text']);
    assert.ok(first.content[0].thinking.length > 0 && first.content[0].signature.length > 0);
    const messages = [...ask.messages, { role: 'assistant', content: first.content }, { role: 'user', content: 'Go on.' }];
    const next = await client(demo).messages.create({ ...ask, messages });
    assert.equal(next.stop_reason, 'end_turn');
  });

  for (const stream of [false, true]) {
    await proves(`toolRunner runs the tool and comes to an end, ${stream ? 'streaming' : 'in one piece'}`, async () => {
      const inputs = [];
      const { input_schema: inputSchema, ...named } = WEATHER;
      const tool = betaTool({ ...named, inputSchema, run: (input) => (inputs.push(input), 'Sunny, 21 degrees') });
      const runner = client(demo).beta.messages.toolRunner({ ...hello('demo/demo-tools'), tools: [tool], stream });
      let turns = 0;
      for await (const turn of runner) {
        turns++;
        if (stream) await turn.finalMessage();
      }
      const last = await runner.done();
      assert.equal(turns, 2);
      assert.equal(typeof inputs[0].city, 'string');
      assert.equal(last.stop_reason, 'end_turn');
    });
  }

  await proves('parallel calls arrive whole, and their results go back as the backend needs them', async () => {
    const calls = [
      { id: 'call_a', name: 'get_weather', input: { city: 'Paris' } },
      { id: 'call_b', name: 'get_weather', input: { city: 'Zürich "north"' } },
    ];
    script = (_, answer) => answer.say({ text: 'Let me look.', calls });
    const ask = hello('any', { tools: [WEATHER] });
    const first = await client(bay).messages.stream(ask).finalMessage();
    const uses = first.content.filter((block) => block.type === 'tool_use');
    assert.equal(first.stop_reason, 'tool_use');
    assert.deepEqual(uses.map((use) => use.input), calls.map((call) => call.input));

    script = (_, answer) => answer.say({ text: 'Both sunny.' });
    const results = uses.map((use) => ({ type: 'tool_result', tool_use_id: use.id, content: 'Sunny' }));
    const messages = [...ask.messages, { role: 'assistant', content: first.content }, { role: 'user', content: results }];
    assert.equal(text(await client(bay).messages.create({ ...ask, messages })), 'Both sunny.');
    const sent = upstream.requests.at(-1).body.messages;
    assert.deepEqual(sent.map((message) => message.role), ['user', 'assistant', 'tool', 'tool']);
    assert.deepEqual(sent[1].tool_calls.map((call) => call.id), sent.slice(2).map((message) => message.tool_call_id));
  });

  await proves('what a backend refuses arrives as the error class that the SDK has for it', async () => {
    const classes = {
      'demo/demo-fail-400': [400, Anthropic.BadRequestError, 'invalid_request_error'],
      'demo/demo-fail-404': [404, Anthropic.NotFoundError, 'not_found_error'],
      'demo/demo-fail-429': [429, Anthropic.RateLimitError, 'rate_limit_error'],
      'demo/demo-fail-500': [500, Anthropic.InternalServerError, 'api_error'],
      'demo/demo-fail-529': [529, Anthropic.InternalServerError, 'overloaded_error'],
      'demo/demo-fail-overflow': [400, Anthropic.BadRequestError, 'invalid_request_error'],
    };
    for (const [model, [status, type, word]] of Object.entries(classes)) {
      const error = await failure(client(demo).messages.create(hello(model)));
      assert.ok(error instanceof type, `${model}: ${error}`);
      assert.deepEqual([error.status, error.error.type, error.error.error.type], [status, 'error', word], model);
      assert.match(error.requestID, /^req_/, model);
      assert.ok(error.error.error.message.length > 10, model);
    }
  });

  await proves('a wrong token is an AuthenticationError', async () => {
    const error = await failure(client({ ...demo, token: 'wrong' }).messages.create(hello('demo')));
    assert.ok(error instanceof Anthropic.AuthenticationError, String(error));
  });

  await proves('the SDK repeats what a repetition may cure', async () => {
    let asked = 0;
    script = (_, answer) => (++asked < 3 ? answer.refuse(500, { message: 'try again', type: 'server_error' }) : answer.say({ text: 'Third time.' }));
    assert.equal(text(await client(bay, { maxRetries: 2 }).messages.create(hello('any'))), 'Third time.');
    assert.equal(asked, 3);
  });

  await proves('retry-after reaches the SDK, which waits for it', async () => {
    let asked = 0;
    script = (_, answer) =>
      ++asked === 1 ? answer.refuse(429, { message: 'slow down' }, { 'retry-after': '7' }) : answer.say({ text: 'Now.' });
    const error = await failure(client(bay).messages.create(hello('any')));
    assert.equal(error.headers.get('retry-after'), '7');
  });

  for (const model of ['demo/demo-cut', 'demo/demo-unfinished', 'demo/demo-error-in-stream']) {
    await proves(`a stream that breaks off (${model}) never looks complete`, async () => {
      const stream = client(demo).messages.stream(hello(model));
      const error = await failure(stream.finalMessage());
      assert.ok(error instanceof Anthropic.APIError, `${error?.constructor?.name}: ${error}`);
    });
  }

  await proves('an aborted stream ends the request to the backend within a second', async () => {
    const first = new Promise((resolve) => (script = (request, answer) => (answer.begin()({ content: 'Once' }), resolve(request))));
    const stream = client(bay).messages.stream(hello('any'));
    const ended = failure(stream.finalMessage());
    const request = await within(10_000, first);
    stream.abort();
    await ended;
    const left = Date.now();
    while (!request.gone && Date.now() - left < 5000) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(request.gone && Date.now() - left < 1000, `${Date.now() - left} ms`);
  });

  await proves('a name that leads nowhere is a NotFoundError, for a message and for a model', async () => {
    for (const ask of [() => client(bay).messages.create(hello('no-such-model')), () => client(bay).models.retrieve('no-such-model')]) {
      const error = await failure(ask());
      assert.ok(error instanceof Anthropic.NotFoundError, String(error));
      assert.match(error.message, /no-such-model/);
    }
  });

  await proves('count_tokens counts more for more', async () => {
    const count = async (content) => (await client(demo).messages.countTokens({ model: 'demo', messages: [{ role: 'user', content }] })).input_tokens;
    const [few, many] = [await count('Hello'), await count('Hello '.repeat(500))];
    assert.ok(few > 0 && many > few + 400, `${few}, ${many}`);
  });

  await proves('models are listed, page by page, and found by name', async () => {
    const ids = [];
    for await (const model of client(demo).models.list({ limit: 5 })) ids.push(model.id);
    assert.ok(ids.includes('demo/demo'), ids.join());
    assert.equal(new Set(ids).size, ids.length);
    const one = await client(demo).models.retrieve('demo/demo');
    assert.deepEqual([one.id, one.type], ['demo/demo', 'model']);
  });
}
