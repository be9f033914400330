package dev.patchbay.proxy;

import dev.patchbay.wire.Json;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A backend that lists models, and answers by the name of the model it was asked for. It does not
/// know a model that it does not list.
public final class ListingBackend implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger listings = new AtomicInteger();
    private volatile List<String> models;
    private volatile int status = 200;
    private volatile CountDownLatch open = new CountDownLatch(0);

    public ListingBackend(String... models) throws IOException {
        this.models = List.of(models);
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request)
                            throws InterruptedException {
                        return request.getUrl().encodedPath().endsWith("/models")
                                ? list()
                                : answer(request.getBody().utf8());
                    }
                });
        server.start();
    }

    public String url() {
        return server.url("/v1").toString();
    }

    public void lists(String... other) {
        models = List.of(other);
    }

    /// Answers this status instead of a list.
    public void refuses(int other) {
        status = other;
    }

    /// Keeps its list to itself until the latch is opened.
    public CountDownLatch holds() {
        open = new CountDownLatch(1);
        return open;
    }

    /// How often it was asked for its list.
    public int listings() {
        return listings.get();
    }

    private MockResponse list() throws InterruptedException {
        listings.incrementAndGet();
        if (!open.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the list was never let go");
        }
        var list = Json.object();
        var data = list.putArray("data");
        models.forEach(id -> data.addObject().put("id", id));
        return answer(status, Json.text(list));
    }

    private MockResponse answer(String request) {
        String model = Json.objectOrNull(request).path("model").asText();
        return models.contains(model)
                ? answer(200, RawBackend.WHOLE.replace("Hello", model))
                : answer(404, "{\"error\":{\"message\":\"The model does not exist\"}}");
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("content-type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
