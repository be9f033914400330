package dev.patchbay.proxy;

import mockwebserver3.MockResponse;

/// Answers for a mocked backend.
public final class AnswerOf {
    private AnswerOf() {}

    public static MockResponse json(String body) {
        return new MockResponse.Builder()
                .setHeader("content-type", "application/json")
                .body(body)
                .build();
    }

    public static MockResponse hello() {
        return json(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}");
    }

    public static MockResponse stream(String... data) {
        var text = new StringBuilder();
        for (String each : data) {
            text.append("data: ").append(each).append("\n\n");
        }
        return new MockResponse.Builder()
                .setHeader("content-type", "text/event-stream")
                .body(text.toString())
                .build();
    }
}
