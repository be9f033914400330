package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Dialect;
import dev.patchbay.wire.Headers;

/// Where a backend of each dialect is asked, and what every question of ours says beside its body.
public final class Paths {
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private Paths() {}

    static String of(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> "/chat/completions";
            case ANTHROPIC -> "/v1/messages";
            case OCI -> "/20231130/actions/chat";
        };
    }

    public static Headers headers(Dialect dialect, boolean stream) {
        Headers headers =
                Headers.of(
                        "Content-Type", "application/json",
                        "Accept", stream ? "text/event-stream" : "application/json",
                        "Accept-Encoding", "identity",
                        "User-Agent", "Patchbay");
        return switch (dialect) {
            case ANTHROPIC -> headers.with("anthropic-version", ANTHROPIC_VERSION);
            case OPENAI, OCI -> headers;
        };
    }
}
