package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Way;
import dev.patchbay.wire.Headers;

import org.xnio.XnioIoThread;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Small questions over HTTP for threads that may wait, by the same connections as everything else.
public final class Fetch {
    /// @param body at most a megabyte of it
    public record Page(int status, Headers headers, String body) {}

    private static final int LONGEST = 1 << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final String name;
    private final Way way;
    private final Network network;

    /// @param name who is asked, for messages
    public Fetch(String name, Way way, Network network) {
        this.name = name;
        this.way = way;
        this.network = network;
    }

    /// Sends a form; throws a `ProxyError` if no answer comes.
    Page post(XnioIoThread io, URI url, Map<String, String> form) {
        var type = Headers.of("Content-Type", "application/x-www-form-urlencoded");
        return post(io, url, type, written(form));
    }

    /// Sends this body with these lines of its head; throws a `ProxyError` if no answer comes.
    public Page post(XnioIoThread io, URI url, Headers lines, byte[] body) {
        return ask(io, url, "POST", lines, body, Signer.NONE);
    }

    /// Asks for a page with a credential; throws a `ProxyError` if no answer comes.
    Page get(XnioIoThread io, URI url, Signer signer) {
        return ask(io, url, "GET", Headers.NONE, new byte[0], signer);
    }

    private Page ask(
            XnioIoThread io, URI url, String method, Headers lines, byte[] body, Signer signer) {
        var headers =
                lines.with("Accept", "application/json")
                        .with("Accept-Encoding", "identity")
                        .with("User-Agent", "Patchbay");
        var outgoing = new Outgoing(method, target(url), headers, body);
        Address address = address(url);
        var pool = new HttpPool();
        var collected = new Collected();
        var call =
                new HttpCall(
                        new Dialer(name, address, way, DEADLINE, network),
                        1,
                        signer.begin(outgoing),
                        pool,
                        io,
                        outgoing,
                        collected);
        io.execute(call::start);
        try {
            return collected.page.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ProxyError.from(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw ProxyError.of(
                    ProxyError.Kind.TIMED_OUT,
                    "%s did not answer in %d seconds.".formatted(name, DEADLINE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProxyError.of(ProxyError.Kind.CANCELLED, "%s was given up.".formatted(name));
        } finally {
            io.execute(
                    () -> {
                        call.close();
                        pool.close();
                    });
        }
    }

    /// What is dialled for this address and said as `Host`.
    public static Address address(URI url) {
        return Address.of(URI.create(url.getScheme() + "://" + url.getRawAuthority()), Map.of());
    }

    /// What stands in the request line for this address.
    public static String target(URI url) {
        String path =
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static byte[] written(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static final class Collected implements Answer {
        final CompletableFuture<Page> page = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private Headers headers = Headers.NONE;

        @Override
        public void retried(String reason) {}

        @Override
        public void head(int told, Headers lines) {
            status = told;
            headers = lines;
        }

        @Override
        public void bytes(ByteBuffer read) {
            int room = Math.min(read.remaining(), LONGEST - body.size());
            var bytes = new byte[room];
            read.get(bytes);
            body.writeBytes(bytes);
        }

        @Override
        public void end() {
            page.complete(new Page(status, headers, body.toString(StandardCharsets.UTF_8)));
        }

        @Override
        public void failed(ProxyError error) {
            page.completeExceptionally(error);
        }
    }
}
