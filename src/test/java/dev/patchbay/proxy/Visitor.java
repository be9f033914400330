package dev.patchbay.proxy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.wire.Json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A client of the proxy, as plain as can be: a method, a path, header lines and a body.
public final class Visitor implements AutoCloseable {
    public static final String HELLO =
            "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    public static final String STREAMED = HELLO.replace("{\"model\"", "{\"stream\":true,\"model\"");

    static final String CHAT = "/v1/chat/completions";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final House house;

    public Visitor(House house) {
        this.house = house;
    }

    /// Sends exactly these header lines, names and values in turn.
    HttpResponse<String> send(String method, String path, byte[] body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(house.url(path)))
                        .timeout(Duration.ofSeconds(8))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Posts JSON with the right token.
    public HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                "POST",
                path,
                body.getBytes(),
                "content-type",
                "application/json",
                "x-api-key",
                House.TOKEN);
    }

    /// Asks for a chat completion as OpenAI's clients do.
    HttpResponse<String> chat(String body, String... more) throws Exception {
        var headers = new ArrayList<>(List.of("content-type", "application/json"));
        headers.addAll(List.of("authorization", "Bearer " + House.TOKEN));
        headers.addAll(List.of(more));
        return send("POST", CHAT, body.getBytes(), headers.toArray(String[]::new));
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, new byte[0], headers);
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.read(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
