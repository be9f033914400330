// What a program built on OpenAI's SDK meets when its base URL is Patchbay's.

import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { startClaude } from './claude.mjs';
import { check, done, within } from '../lib/checks.mjs';
import { startPatchbay } from '../lib/patchbay.mjs';
import { startUpstream } from '../lib/upstream.mjs';

const WEATHER = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather in a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

const demo = await startPatchbay();

// Each check sets what the backends do next.
let script;
const upstream = await startUpstream((request, answer) => script(request, answer));
const claude = await startClaude((request, answer) => script(request, answer));
const scripted = { kind: 'openai', baseUrl: upstream.url, auth: { style: 'none' } };
const bay = await startPatchbay({
  backends: [
    { ...scripted, id: 'same', quirks: { thinkTags: false } },
    { ...scripted, id: 'retold', quirks: { thinkTags: true } },
    { id: 'claude', kind: 'anthropic', baseUrl: claude.url, auth: { style: 'none' } },
  ],
  aliases: [
    { name: 'relayed', targets: [{ backend: 'same', model: 'scripted' }] },
    { name: 'translated', targets: [{ backend: 'retold', model: 'scripted' }] },
    { name: 'from-claude', targets: [{ backend: 'claude', model: 'claude-scripted' }] },
  ],
});

const client = (house, more) => new OpenAI({ baseURL: `${house.url}/v1`, apiKey: house.token, maxRetries: 0, ...more });
const hello = (model, more) => ({ model, messages: [{ role: 'user', content: 'Hello!' }], ...more });
const failure = (promise) =>
  promise.then(
    (value) => assert.fail(`expected a failure, got ${JSON.stringify(value)}`),
    (error) => error,
  );
const lastAsked = (model) => (model === 'from-claude' ? claude : upstream).requests.at(-1);

await withDemo();
for (const model of ['relayed', 'translated', 'from-claude']) await suite(model);

await demo.stop();
await bay.stop();
upstream.stop();
claude.stop();
done(demo, bay);

async function withDemo() {
  await check('[demo] an answer in one piece', async () => {
    const answer = await client(demo).chat.completions.create(hello('demo'));
    assert.deepEqual([answer.object, answer.model, answer.choices[0].finish_reason], ['chat.completion', 'demo', 'stop']);
    assert.ok(answer.choices[0].message.content.length > 0);
    assert.ok(answer.usage.prompt_tokens > 0 && answer.usage.completion_tokens > 0);
    assert.match(answer._request_id, /./);
  });

  await check('[demo] a base URL without /v1 will do', async () => {
    const answer = await client(demo, { baseURL: demo.url }).chat.completions.create(hello('demo'));
    assert.ok(answer.choices[0].message.content.length > 0);
  });

  for (const stream of [false, true]) {
    await check(`[demo] runTools runs the tool and comes to an end, ${stream ? 'streaming' : 'in one piece'}`, async () => {
      const inputs = [];
      const run = { function: (input) => (inputs.push(input), 'Sunny, 21 degrees'), parse: JSON.parse };
      const tools = [{ type: 'function', function: { ...WEATHER.function, ...run } }];
      const runner = client(demo).chat.completions.runTools({ ...hello('demo/demo-tools'), tools, stream });
      const content = await runner.finalContent();
      assert.equal(typeof inputs[0].city, 'string');
      assert.ok(content.length > 0);
    });
  }

  await check('[demo] what is refused arrives as the error class that the SDK has for it', async () => {
    const classes = {
      'demo/demo-fail-400': [400, OpenAI.BadRequestError],
      'demo/demo-fail-401': [401, OpenAI.AuthenticationError],
      'demo/demo-fail-403': [403, OpenAI.PermissionDeniedError],
      'demo/demo-fail-404': [404, OpenAI.NotFoundError],
      'demo/demo-fail-429': [429, OpenAI.RateLimitError],
      'demo/demo-fail-500': [500, OpenAI.InternalServerError],
      'demo/demo-fail-503': [503, OpenAI.InternalServerError],
    };
    for (const [model, [status, type]] of Object.entries(classes)) {
      const error = await failure(client(demo).chat.completions.create(hello(model)));
      assert.ok(error instanceof type, `${model}: ${error}`);
      assert.equal(error.status, status, model);
      assert.ok(error.message.length > 10, model);
    }
  });

  for (const model of ['demo/demo-cut', 'demo/demo-unfinished', 'demo/demo-error-in-stream']) {
    await check(`[demo] a stream that breaks off (${model}) never looks complete`, async () => {
      const error = await failure(client(demo).chat.completions.stream(hello(model)).finalChatCompletion());
      assert.ok(error instanceof OpenAI.APIError, `${error?.constructor?.name}: ${error}`);
    });
  }

  await check('[demo] a wrong token is an AuthenticationError', async () => {
    for (const ask of [(c) => c.chat.completions.create(hello('demo')), (c) => c.models.list()]) {
      const error = await failure(ask(client({ ...demo, token: 'wrong' })));
      assert.ok(error instanceof OpenAI.AuthenticationError, String(error));
      assert.deepEqual([error.type, error.code], ['authentication_error', 'invalid_api_key']);
      assert.match(error.requestID, /^req_/);
    }
  });

  await check('[demo] models are listed with their owners and found by name', async () => {
    const owners = {};
    for await (const model of client(demo).models.list()) owners[model.id] = model.owned_by;
    assert.equal(owners['demo/demo'], 'demo');
    const one = await client(demo).models.retrieve('demo/demo');
    assert.deepEqual([one.id, one.object, one.owned_by], ['demo/demo', 'model', 'demo']);
  });

  await check('[demo] what Patchbay does not have is a NotFoundError', async () => {
    for (const ask of [(c) => c.responses.create({ model: 'demo', input: 'Hello!' }), (c) => c.embeddings.create({ model: 'demo', input: 'x' })]) {
      const error = await failure(ask(client(demo)));
      assert.ok(error instanceof OpenAI.NotFoundError, String(error));
      assert.match(error.message, /chat\/completions/);
    }
  });
}

async function suite(model) {
  const proves = (what, prove) => check(`[${model}] ${what}`, prove);

  await proves('an answer in one piece', async () => {
    script = (_, answer) => answer.say({ text: 'Grüße, 世界!' });
    const answer = await client(bay).chat.completions.create(hello(model, { temperature: 0.5 }));
    assert.deepEqual([answer.object, answer.model], ['chat.completion', model]);
    assert.equal(answer.choices[0].message.content, 'Grüße, 世界!');
    assert.deepEqual([answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens], [120, 30, 150]);
    assert.equal(lastAsked(model).body.temperature, 0.5);
    assert.match(answer._request_id, /^req_/);
  });

  await proves('a stream tells its text piece by piece, under the name that was asked for, and no usage', async () => {
    script = (_, answer) => answer.say({ text: 'Once upon a time in a house by the sea.' });
    let text = '';
    let pieces = 0;
    for await (const chunk of await client(bay).chat.completions.create(hello(model, { stream: true }))) {
      assert.deepEqual([chunk.object, chunk.model], ['chat.completion.chunk', model]);
      assert.ok(!chunk.usage, JSON.stringify(chunk));
      assert.equal(chunk.choices.length, 1);
      if (chunk.choices[0].delta.content) pieces++;
      text += chunk.choices[0].delta.content ?? '';
    }
    assert.equal(text, 'Once upon a time in a house by the sea.');
    assert.ok(pieces > 1);
  });

  await proves('usage ends the stream of those who ask for it', async () => {
    script = (_, answer) => answer.say({ text: 'Well.' });
    const ask = hello(model, { stream: true, stream_options: { include_usage: true } });
    const chunks = [];
    for await (const chunk of await client(bay).chat.completions.create(ask)) chunks.push(chunk);
    assert.deepEqual([chunks.at(-1).choices, chunks.at(-1).usage.prompt_tokens], [[], 120]);
    assert.equal(chunks.filter((chunk) => chunk.usage).length, 1);
  });

  await proves('parallel calls arrive whole, and their results go back as the backend needs them', async () => {
    const calls = [
      { id: 'call_a', name: 'get_weather', input: { city: 'Paris' } },
      { id: 'call_b', name: 'get_weather', input: { city: 'Zürich "north"' } },
    ];
    script = (_, answer) => answer.say({ text: 'Let me look.', calls });
    const ask = hello(model, { tools: [WEATHER] });
    const first = await client(bay).chat.completions.stream(ask).finalChatCompletion();
    const { message, finish_reason: reason } = first.choices[0];
    assert.equal(reason, 'tool_calls');
    assert.equal(message.content, 'Let me look.');
    assert.deepEqual(message.tool_calls.map((call) => JSON.parse(call.function.arguments)), calls.map((call) => call.input));

    script = (_, answer) => answer.say({ text: 'Both sunny.' });
    const results = message.tool_calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: 'Sunny' }));
    const next = await client(bay).chat.completions.create({ ...ask, messages: [...ask.messages, message, ...results] });
    assert.equal(next.choices[0].message.content, 'Both sunny.');
    const sent = lastAsked(model).body.messages;
    if (model === 'from-claude') {
      const ids = (type, name) => sent.flatMap((turn) => turn.content).filter((part) => part.type === type).map((part) => part[name]);
      assert.deepEqual(sent.map((turn) => turn.role), ['user', 'assistant', 'user']);
      assert.deepEqual(ids('tool_result', 'tool_use_id'), ids('tool_use', 'id'));
    } else {
      assert.deepEqual(sent.map((turn) => turn.role), ['user', 'assistant', 'tool', 'tool']);
      assert.deepEqual(sent.slice(2).map((turn) => turn.tool_call_id), sent[1].tool_calls.map((call) => call.id));
    }
  });

  await proves('a limited rate is a RateLimitError that says how long to wait', async () => {
    script = (_, answer) => answer.refuse(429, { message: 'slow down' }, { 'retry-after': '7' });
    const error = await failure(client(bay).chat.completions.create(hello(model)));
    assert.ok(error instanceof OpenAI.RateLimitError, String(error));
    assert.equal(error.headers.get('retry-after'), '7');
    assert.match(error.message, /slow down/);
  });

  await proves('the SDK repeats what a repetition may cure', async () => {
    let asked = 0;
    script = (_, answer) => (++asked < 3 ? answer.refuse(500, { message: 'try again' }) : answer.say({ text: 'Third time.' }));
    const answer = await client(bay, { maxRetries: 2 }).chat.completions.create(hello(model));
    assert.equal(answer.choices[0].message.content, 'Third time.');
    assert.equal(asked, 3);
  });

  await proves('a prompt that is too long has the code that programs look for', async () => {
    const message =
      model === 'from-claude'
        ? 'prompt is too long: 300000 tokens > 200000 maximum'
        : "This model's maximum context length is 8192 tokens, however you requested 9000 tokens.";
    script = (_, answer) => answer.refuse(400, { message, code: 'context_length_exceeded' });
    const error = await failure(client(bay).chat.completions.create(hello(model)));
    assert.ok(error instanceof OpenAI.BadRequestError, String(error));
    assert.equal(error.code, 'context_length_exceeded');
  });

  await proves('an aborted stream ends the request to the backend within a second', async () => {
    const first = new Promise((resolve) => (script = (request, answer) => (answer.begin()({ content: 'Once' }), resolve(request))));
    const stream = client(bay).chat.completions.stream(hello(model));
    const ended = failure(stream.finalChatCompletion());
    const request = await within(10_000, first);
    stream.abort();
    assert.ok((await ended) instanceof OpenAI.APIUserAbortError);
    const left = Date.now();
    while (!request.gone && Date.now() - left < 5000) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(request.gone && Date.now() - left < 1000, `${Date.now() - left} ms`);
  });

  await proves('several choices come from a backend that can give them, and are refused for one that cannot', async () => {
    script = (_, answer) => answer.say({ text: 'One of two.' });
    const asked = client(bay).chat.completions.create(hello(model, { n: 2 }));
    if (model === 'relayed') {
      await asked;
      assert.equal(lastAsked(model).body.n, 2);
    } else {
      const error = await failure(asked);
      assert.ok(error instanceof OpenAI.BadRequestError, String(error));
      assert.equal(error.param, 'n');
    }
  });
}

