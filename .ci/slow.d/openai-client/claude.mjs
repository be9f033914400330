// A backend that speaks Anthropic's Messages, answers by script and remembers what it was asked.

import { createServer } from 'node:http';

/** `script(request, answer)` is called for each request; request: { body, headers, gone }. */
export async function startClaude(script) {
  const requests = [];
  const server = createServer(async (incoming, response) => {
    let text = '';
    for await (const piece of incoming) text += piece;
    if (incoming.method !== 'POST') {
      json(response, 200, { data: [{ type: 'model', id: 'claude-scripted' }], has_more: false });
      return;
    }
    const request = { body: JSON.parse(text), headers: incoming.headers, gone: false };
    response.on('close', () => (request.gone ||= !response.writableFinished));
    requests.push(request);
    await script(request, new Answer(request.body, response));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    requests,
    url: `http://127.0.0.1:${server.address().port}`,
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
  #blocks = 0;

  constructor(asked, response) {
    this.#asked = asked;
    this.#response = response;
  }

  refuse(status, { message }, headers) {
    const types = { 400: 'invalid_request_error', 429: 'rate_limit_error', 500: 'api_error' };
    json(this.#response, status, { type: 'error', error: { type: types[status], message } }, headers);
  }

  /** Sends the head and returns what writes one piece of text. */
  begin() {
    this.#response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.#event('message_start', { message: { ...this.#message([], null), usage: { input_tokens: 120, output_tokens: 1 } } });
    return ({ content }) => this.#block({ type: 'text', text: '' }, { type: 'text_delta', text: content });
  }

  /** A whole answer, in the form that was asked for: { text, calls: [{ id, name, input }] }. */
  say({ text, calls = [] }) {
    const reason = calls.length > 0 ? 'tool_use' : 'end_turn';
    if (!this.#asked.stream) {
      const content = text ? [{ type: 'text', text }] : [];
      content.push(...calls.map((call) => ({ type: 'tool_use', ...call })));
      json(this.#response, 200, { ...this.#message(content, reason), usage: { input_tokens: 120, output_tokens: 30 } });
      return;
    }
    this.begin();
    if (text) this.#block({ type: 'text', text: '' }, ...pieces(text).map((piece) => ({ type: 'text_delta', text: piece })));
    for (const { id, name, input } of calls) {
      const parts = pieces(JSON.stringify(input)).map((piece) => ({ type: 'input_json_delta', partial_json: piece }));
      this.#block({ type: 'tool_use', id, name, input: {} }, ...parts);
    }
    this.#event('message_delta', { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 30 } });
    this.#event('message_stop', {});
    this.#response.end();
  }

  #message(content, reason) {
    return { id: 'msg_x', type: 'message', role: 'assistant', model: this.#asked.model, content, stop_reason: reason, stop_sequence: null };
  }

  #block(block, ...deltas) {
    const index = this.#blocks++;
    this.#event('content_block_start', { index, content_block: block });
    for (const delta of deltas) this.#event('content_block_delta', { index, delta });
    this.#event('content_block_stop', { index });
  }

  #event(type, data) {
    this.#response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  }
}

function pieces(text) {
  return text.match(/.{1,9}/gsu) ?? [];
}
