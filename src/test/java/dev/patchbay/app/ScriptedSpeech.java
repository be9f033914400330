package dev.patchbay.app;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Json;

import java.util.OptionalLong;

/// How each kind of backend says the same answer, and what it says was used.
enum ScriptedSpeech {
    OPENAI {
        @Override
        String begun(Usage told) {
            return frame(
                    "",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}"
                            .formatted(Scripted.SAID));
        }

        @Override
        String ended(Usage told) {
            return frame(
                            "",
                            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                    + (told.equals(Usage.UNKNOWN)
                            ? ""
                            : frame("", "{\"choices\":[],\"usage\":%s}".formatted(usage(told))))
                    + "data: [DONE]\n\n";
        }

        @Override
        String whole(Usage told) {
            return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}]%s}"
                    .formatted(Scripted.SAID, member(told, usage(told)));
        }

        private ObjectNode usage(Usage told) {
            ObjectNode usage = Json.object().put("prompt_tokens", told.prompt().orElse(0));
            usage.put("completion_tokens", told.output().orElse(0));
            ObjectNode details = usage.putObject("prompt_tokens_details");
            put("cached_tokens", told.cacheRead(), details);
            put("cache_write_tokens", told.cacheWrite(), details);
            put("reasoning_tokens", told.thinking(), usage.putObject("completion_tokens_details"));
            return usage;
        }
    },
    ANTHROPIC {
        @Override
        String begun(Usage told) {
            ObjectNode message = Json.object().put("id", "msg_1").put("type", "message");
            message.put("role", "assistant").put("model", "claude").putArray("content");
            if (!told.equals(Usage.UNKNOWN)) {
                // What will have been said is not known yet.
                message.set("usage", usage(told.withOutput(1).withThinking(0)));
            }
            return frame(
                            "message_start",
                            "{\"type\":\"message_start\",\"message\":%s}".formatted(message))
                    + frame(
                            "content_block_start",
                            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                    + frame(
                            "content_block_delta",
                            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}"
                                    .formatted(Scripted.SAID));
        }

        @Override
        String ended(Usage told) {
            return frame("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                    + frame(
                            "message_delta",
                            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}%s}"
                                    .formatted(member(told, usage(told))))
                    + frame("message_stop", "{\"type\":\"message_stop\"}");
        }

        @Override
        String whole(Usage told) {
            return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"stop_reason\":\"end_turn\"%s}"
                    .formatted(Scripted.SAID, member(told, usage(told)));
        }

        private ObjectNode usage(Usage told) {
            ObjectNode usage = Json.object();
            put("input_tokens", told.input(), usage);
            put("cache_read_input_tokens", told.cacheRead(), usage);
            put("cache_creation_input_tokens", told.cacheWrite(), usage);
            put("output_tokens", told.output(), usage);
            put("thinking_tokens", told.thinking(), usage.putObject("output_tokens_details"));
            return usage;
        }
    },
    OCI {
        @Override
        String begun(Usage told) {
            return frame(
                    "",
                    "{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":[{\"type\":\"TEXT\",\"text\":\"%s\"}]}}"
                            .formatted(Scripted.SAID));
        }

        @Override
        String ended(Usage told) {
            return frame(
                    "",
                    "{\"message\":{\"role\":\"ASSISTANT\"},\"finishReason\":\"stop\"%s}"
                            .formatted(member(told, usage(told))));
        }

        @Override
        String whole(Usage told) {
            return "{\"modelId\":\"m\",\"modelVersion\":\"1\",\"chatResponse\":{\"apiFormat\":\"GENERIC\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":[{\"type\":\"TEXT\",\"text\":\"%s\"}]},\"finishReason\":\"stop\"}]%s}}"
                    .formatted(Scripted.SAID, member(told, usage(told)));
        }

        private ObjectNode usage(Usage told) {
            ObjectNode usage = Json.object().put("promptTokens", told.prompt().orElse(0));
            usage.put("completionTokens", told.output().orElse(0));
            put("cachedTokens", told.cacheRead(), usage.putObject("promptTokensDetails"));
            return usage;
        }
    };

    /// Who is asked at this place speaks like this.
    static ScriptedSpeech at(String requestLine) {
        if (requestLine.contains("/messages")) {
            return ANTHROPIC;
        }
        return requestLine.contains("/actions/chat") ? OCI : OPENAI;
    }

    /// A stream up to its text.
    abstract String begun(Usage told);

    /// The rest of it.
    abstract String ended(Usage told);

    /// The answer in one piece.
    abstract String whole(Usage told);

    private static String frame(String event, String data) {
        return (event.isEmpty() ? "" : "event: " + event + "\n") + "data: " + data + "\n\n";
    }

    private static String member(Usage told, ObjectNode usage) {
        return told.equals(Usage.UNKNOWN) ? "" : ",\"usage\":" + usage;
    }

    private static void put(String name, OptionalLong tokens, ObjectNode into) {
        tokens.ifPresent(count -> into.put(name, count));
    }
}
