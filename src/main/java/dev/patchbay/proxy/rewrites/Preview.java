package dev.patchbay.proxy.rewrites;

import dev.patchbay.hub.Dialect;
import dev.patchbay.proxy.bodies.Kept;
import dev.patchbay.proxy.bodies.RequestEncoding;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request before and after rewrites.
public record Preview(Request before, Request after) {
    /// @param headers lines as they are sent; credentials do not show
    /// @param body JSON, in the same shape before and after
    public record Request(List<String> headers, String body) {
        public Request {
            headers = List.copyOf(headers);
        }
    }

    /// What rewrites make of a request that ships with the program.
    public static Preview of(Dialect front, Rewrites rewrites) {
        return of(front, sample(front), "Patchbay", rewrites);
    }

    /// What they make of a kept request.
    public static Preview of(Kept kept, Rewrites rewrites) {
        byte[] body = Json.pretty(RequestEncoding.object(kept.wholeRequest()));
        return of(kept.spoken(), body, kept.client(), rewrites);
    }

    private static Preview of(Dialect front, byte[] body, String client, Rewrites rewrites) {
        Headers headers = Headers.of("Content-Type", "application/json", "User-Agent", client);
        byte[] changed = rewrites.sent(rewrites.asked(front, body, _ -> {}).body());
        return new Preview(request(headers, body), request(rewrites.sent(headers), changed));
    }

    private static Request request(Headers headers, byte[] body) {
        return new Request(
                headers.toString().lines().toList(), new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] sample(Dialect front) {
        String name =
                switch (front) {
                    case ANTHROPIC -> "sample-anthropic.json";
                    case OPENAI -> "sample-openai.json";
                    case OCI -> throw new IllegalArgumentException("no client speaks " + front);
                };
        try (var in = Preview.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
