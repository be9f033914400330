package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;

import dev.patchbay.Proves;
import dev.patchbay.backend.KeySigner;
import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A backend that sends whoever asks elsewhere: nobody goes there, and no credential does.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RedirectTest {
    private RawBackend elsewhere;
    private RawBackend backend;
    private int status;

    @BeforeEach
    void open() throws Exception {
        elsewhere =
                new RawBackend(
                        guest -> {
                            guest.request();
                            guest.whole(200, "application/json", RawBackend.WHOLE);
                        });
        backend =
                new RawBackend(
                        guest -> {
                            while (guest.awaitsRequest()) {
                                String head = guest.request();
                                assertTrue(head.contains("env:key"), head);
                                guest.send(
                                        "HTTP/1.1 %d X\r\nLocation: %s?hint=private\r\nContent-Length: 0\r\n\r\n"
                                                .formatted(status, elsewhere.url()));
                            }
                        });
    }

    @AfterEach
    void close() {
        elsewhere.close();
        backend.close();
    }

    private BackendSettings of(String id, BackendKind kind, boolean thinkTags) {
        return BackendSettings.of(id, kind, backend.url().replace("/v1", ""))
                .withAuth(Auth.of(new AuthStyle.Bearer(), new SecretRef.Env("KEY")))
                .withQuirk("thinkTags", BooleanNode.valueOf(thinkTags));
    }

    private House house() throws Exception {
        return House.signing(
                Settings.DEFAULT
                        .withBackends(
                                List.of(
                                        of("relayed", BackendKind.ANTHROPIC, false),
                                        of("translated", BackendKind.ANTHROPIC, true),
                                        of("openai", BackendKind.OPENAI, false)))
                        .withAlias(Alias.of("m", Target.of("relayed", "real")))
                        .withDefaultAlias(Optional.of("m"))
                        .withPort(0),
                it -> KeySigner.of(it, new NamedSecrets(), InstantSource.system(), _ -> {}));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    @Proves("edge 227")
    void a_redirect_is_told_and_not_followed_whatever_is_asked(int code) throws Exception {
        status = code;
        try (var house = house();
                var visitor = new Visitor(house)) {
            for (String model : List.of("relayed/a", "translated/a", "openai/a")) {
                for (String body : List.of(Visitor.HELLO, Visitor.STREAMED)) {
                    String named = body.replace("\"m\"", "\"" + model + "\"");
                    refused(model, visitor.post("/v1/messages", named));
                    refused(model, visitor.chat(named));
                }
            }
            refused(
                    "files",
                    visitor.send(
                            "POST",
                            "/v1/files",
                            "{}".getBytes(StandardCharsets.UTF_8),
                            "x-api-key",
                            House.TOKEN));
            // Tokens are counted here where the backend does not.
            assertEquals(
                    200, visitor.post("/v1/messages/count_tokens", Visitor.HELLO).statusCode());
            var tested = house.switchboard().test("relayed");
            assertFalse(tested.toString().contains("private"), tested.toString());
        }
        assertEquals(0, elsewhere.connections());
    }

    private void refused(String what, java.net.http.HttpResponse<String> answer) {
        assertEquals(502, answer.statusCode(), what + ": " + answer.body());
        assertTrue(answer.body().contains("redirect (%d".formatted(status)), answer.body());
        assertTrue(answer.body().contains("not followed"), answer.body());
        assertFalse(answer.body().contains("private"), answer.body());
        assertFalse(answer.body().contains("env:key"), answer.body());
    }
}
