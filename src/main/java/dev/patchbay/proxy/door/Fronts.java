package dev.patchbay.proxy.door;

import io.undertow.util.HeaderMap;

/// Our doors, and which of them a request came to.
///
/// Some addresses belong to one dialect. At all others, the list of models and those where nothing
/// is, a client is known by its header lines: Anthropic's name the version of their API, or show
/// their key in a line of its own. Everybody else is taken for a client of OpenAI's dialect, which
/// most of the world speaks.
record Fronts(Front anthropic, Front openAi) {
    Front of(String path, HeaderMap headers) {
        if (path.equals("/v1/messages") || path.startsWith("/v1/messages/")) {
            return anthropic;
        }
        if (path.startsWith("/v1/chat/") || path.startsWith("/chat/")) {
            return openAi;
        }
        boolean anthropics = headers.contains("anthropic-version") || headers.contains("x-api-key");
        return anthropics ? anthropic : openAi;
    }
}
