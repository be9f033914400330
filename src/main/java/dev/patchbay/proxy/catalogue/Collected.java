package dev.patchbay.proxy.catalogue;

import dev.patchbay.backend.Answer;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// A backend's answer kept whole, for the few questions of our own.
public final class Collected implements Answer {
    /// @param body cut off where it is longer than any such answer
    public record Page(int status, String body) {}

    private static final int MOST = 16 << 20;

    private final CompletableFuture<Page> page = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    CompletableFuture<Page> page() {
        return page;
    }

    @Override
    public void retried(String reason) {}

    @Override
    public void head(int status, Headers headers) {
        this.status = status;
    }

    @Override
    public void bytes(ByteBuffer read) {
        var bytes = new byte[Math.min(read.remaining(), MOST - body.size())];
        read.duplicate().get(bytes);
        body.writeBytes(bytes);
    }

    @Override
    public void end() {
        page.complete(new Page(status, body.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void failed(ProxyError error) {
        page.completeExceptionally(error);
    }
}
