package dev.patchbay.proxy.door;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.patchbay.Proves;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.exchange.Exchanges;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FrontsTest {
    private final Front anthropic = new AnthropicFront(new BodyBudget(1), new Exchanges());
    private final Front openAi =
            new OpenAiFront(
                    new OpenAiCodec(Keepsakes.NONE, () -> "id"),
                    new BodyBudget(1),
                    new Exchanges());
    private final Fronts fronts = new Fronts(anthropic, openAi);

    private Front of(String path, String... headers) {
        var map = new HeaderMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(new HttpString(headers[i]), headers[i + 1]);
        }
        return fronts.of(path, map);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/messages/count_tokens", "/v1/messages/batches/x"})
    void messages_are_anthropics_whoever_asks(String path) {
        assertSame(anthropic, of(path, "authorization", "Bearer x", "user-agent", "OpenAI/JS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/chat/completions", "/v1/chat/else"})
    void chats_are_openais_whoever_asks(String path) {
        assertSame(openAi, of(path, "x-api-key", "x", "anthropic-version", "2023-06-01"));
    }

    @ParameterizedTest
    @Proves({"messages-api §9 both shapes", "edge 205"})
    @CsvSource({
        "x-api-key, x, true",
        "anthropic-version, 2026-10-21, true",
        "authorization, Bearer x, false",
        "accept, */*, false"
    })
    void elsewhere_a_client_is_known_by_what_it_shows(String name, String value, boolean theirs) {
        for (String path : new String[] {"/v1/models", "/v1/files", "/v1/embeddings", "/x"}) {
            assertSame(theirs ? anthropic : openAi, of(path, name, value), path);
        }
    }
}
