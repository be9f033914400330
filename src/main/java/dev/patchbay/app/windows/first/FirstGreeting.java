package dev.patchbay.app.windows.first;

import dev.patchbay.connect.Access;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A tiny request at our own door, sent as Claude Code would send it.
final class FirstGreeting {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] HELLO =
            """
            {"model":"claude-sonnet-4-5","max_tokens":64,"messages":[{"role":"user","content":"Say hello in one short sentence."}]}
            """
                    .getBytes(StandardCharsets.UTF_8);

    /// Comes back when it was answered, however; the journal tells what came of it.
    void send(Access access) throws IOException {
        var url = URI.create(access.address() + "/v1/messages").toURL();
        var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("content-type", "application/json");
        connection.setRequestProperty("anthropic-version", "2023-06-01");
        connection.setRequestProperty("x-patchbay-token", access.token().reveal());
        connection.setDoOutput(true);
        try {
            connection.getOutputStream().write(HELLO);
            int status = connection.getResponseCode();
            try (var answer =
                    status < HttpURLConnection.HTTP_BAD_REQUEST
                            ? connection.getInputStream()
                            : connection.getErrorStream()) {
                if (answer != null) {
                    answer.readAllBytes();
                }
            }
        } finally {
            connection.disconnect();
        }
    }
}
