// An OpenAI-compatible backend that answers by script and remembers what it was asked.

import { createServer } from 'node:http';

/** `script(request, answer)` is called for each chat request; request: { body, headers, number }. */
export async function startUpstream(script) {
  const requests = [];
  const server = createServer(async (incoming, response) => {
    let text = '';
    for await (const piece of incoming) text += piece;
    if (incoming.url.endsWith('/models')) {
      json(response, 200, { object: 'list', data: [{ id: 'scripted', object: 'model', created: 1, owned_by: 'script' }] });
      return;
    }
    const request = { body: JSON.parse(text), headers: incoming.headers, number: requests.length, gone: false };
    response.on('close', () => (request.gone ||= !response.writableFinished));
    requests.push(request);
    try {
      await script(request, new Answer(request.body, response));
    } catch (error) {
      json(response, 500, { error: { message: `the script failed: ${error.message}`, type: 'server_error' } });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    requests,
    url: `http://127.0.0.1:${server.address().port}/v1`,
    stop: () => (server.closeAllConnections(), server.close()),
  };
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

class Answer {
  #asked;
  #response;
  #id = `chatcmpl-${Math.random().toString(36).slice(2)}`;

  constructor(asked, response) {
    this.#asked = asked;
    this.#response = response;
  }

  refuse(status, error, headers) {
    json(this.#response, status, { error }, headers);
  }

  /** Sends the head and returns what writes one delta. */
  begin() {
    this.#response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.#chunk([{ index: 0, delta: { role: 'assistant' }, finish_reason: null }]);
    return (delta) => this.#chunk([{ index: 0, delta, finish_reason: null }]);
  }

  finish(reason = 'stop', usage = USAGE) {
    this.#chunk([{ index: 0, delta: {}, finish_reason: reason }]);
    if (this.#asked.stream_options?.include_usage) this.#chunk([], usage);
    this.#response.end('data: [DONE]\n\n');
  }

  /** A whole answer, in the form that was asked for: { thinking, text, calls: [{ id, name, input }], usage }. */
  say({ thinking, text, calls = [], usage = USAGE }) {
    const reason = calls.length > 0 ? 'tool_calls' : 'stop';
    if (!this.#asked.stream) {
      const message = { role: 'assistant', content: text ?? null };
      if (thinking) message.reasoning_content = thinking;
      if (calls.length > 0) message.tool_calls = calls.map((call) => toolCall(call));
      const choices = [{ index: 0, message, finish_reason: reason, logprobs: null }];
      json(this.#response, 200, { ...this.#frame('chat.completion'), choices, usage });
      return;
    }
    const write = this.begin();
    for (const piece of pieces(thinking)) write({ reasoning_content: piece });
    for (const piece of pieces(text)) write({ content: piece });
    calls.forEach((call, index) => {
      const { id, type, function: { name, arguments: input } } = toolCall(call);
      write({ tool_calls: [{ index, id, type, function: { name, arguments: '' } }] });
      for (const piece of pieces(input)) write({ tool_calls: [{ index, function: { arguments: piece } }] });
    });
    this.finish(reason, usage);
  }

  #chunk(choices, usage) {
    const chunk = { ...this.#frame('chat.completion.chunk'), choices, ...(usage ? { usage } : {}) };
    this.#response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }

  #frame(object) {
    return { id: this.#id, object, created: 1_700_000_000, model: this.#asked.model };
  }
}

const USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };

function toolCall({ id, name, input }) {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(input) } };
}

function pieces(text = '') {
  return text.match(/.{1,9}/gsu) ?? [];
}
