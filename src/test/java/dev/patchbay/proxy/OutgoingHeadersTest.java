package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.backend.KeySigner;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Which header lines leave for which backend.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutgoingHeadersTest {
    /// What a client sends, and whether a relay carries it to a backend with a key of its own, and
    /// to one that is asked with the client's credential.
    private static final String CLIENTS =
            """
            accept                                     carried  carried
            accept-encoding                            ours     ours
            anthropic-beta                             carried  carried
            anthropic-dangerous-direct-browser-access  carried  carried
            anthropic-version                          carried  carried
            api-key                                    kept     kept
            authorization                              ours     ours
            cookie                                     kept     kept
            forwarded                                  kept     kept
            keep-alive                                 kept     kept
            my-hop                                     kept     kept
            priority                                   carried  carried
            proxy-authorization                        kept     kept
            referer                                    kept     kept
            sec-ch-ua                                  kept     kept
            te                                         kept     kept
            traceparent                                carried  carried
            user-agent                                 carried  carried
            via                                        kept     kept
            x-api-key                                  kept     kept
            x-app                                      carried  carried
            x-claude-code-session-id                   kept     carried
            x-forwarded-for                            kept     kept
            x-goog-api-key                             kept     kept
            x-patchbay-token                           kept     kept
            x-stainless-lang                           carried  carried
            x-of-their-own                             carried  carried
            x-with-our-token                           kept     kept
            """;

    private static final List<String> OURS =
            List.of("host", "content-length", "content-type", "accept-encoding", "authorization");

    private final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private RawBackend backend;

    @BeforeEach
    void open() throws Exception {
        backend =
                new RawBackend(
                        guest -> {
                            while (guest.awaitsRequest()) {
                                heads.add(guest.request());
                                guest.whole(200, "application/json", RawBackend.WHOLE);
                            }
                        });
    }

    @AfterEach
    void close() {
        backend.leave();
    }

    private House house(String auth) throws Exception {
        String url = backend.url().replace("/v1", "");
        Settings settings =
                Settings.parse(
                        """
                        {"version":1,"backends":[
                        {"id":"relayed","kind":"anthropic","baseUrl":"%1$s","auth":%2$s},
                        {"id":"tagged","kind":"anthropic","baseUrl":"%1$s","auth":%2$s,"quirks":{"textToolCalls":"qwen"}},
                        {"id":"openai","kind":"openai","baseUrl":"%1$s/v1","auth":%2$s},
                        {"id":"tagged-openai","kind":"openai","baseUrl":"%1$s/v1","auth":%2$s,"quirks":{"textToolCalls":"qwen"}}
                        ],"defaultAlias":"relayed/real"}\
                        """
                                .formatted(url, auth));
        return House.signing(
                settings.withPort(0),
                it -> KeySigner.of(it, new NamedSecrets(), InstantSource.system(), _ -> {}));
    }

    private static final String KEY = "{\"style\":\"bearer\",\"keys\":[\"env:KEY\"]}";
    private static final String CLIENT = "{\"style\":\"client\",\"keys\":[\"env:KEY\"]}";

    /// The head that the backend gets when a client asks that says all of the above.
    private String sent(House house, String path, String model) throws Exception {
        var headers = new ArrayList<String>();
        for (String line : CLIENTS.lines().toList()) {
            String name = line.split(" ")[0];
            headers.add(name);
            headers.add(
                    switch (name) {
                        case "authorization" -> "Bearer the-clients-own";
                        case "x-api-key", "x-patchbay-token", "x-with-our-token" -> House.TOKEN;
                        default -> "value of " + name;
                    });
        }
        headers.addAll(List.of("connection", "keep-alive, My-Hop"));
        try (var client = new RawClient(house)) {
            client.post(
                    path,
                    RawClient.WHOLE.replace("\"m\"", "\"" + model + "\""),
                    headers.toArray(String[]::new));
            String head = heads.poll(20, TimeUnit.SECONDS);
            assertNotNull(head, "no request came");
            assertFalse(head.contains(House.TOKEN), head);
            return head;
        }
    }

    private static Set<String> names(String head) {
        var names = new TreeSet<String>();
        head.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .forEach(
                        line -> {
                            String name = line.substring(0, line.indexOf(':'));
                            boolean anew = names.add(name.toLowerCase(Locale.ROOT));
                            assertTrue(anew, "twice: " + line);
                        });
        return names;
    }

    private static Set<String> carried(int column) {
        var names = new TreeSet<>(OURS);
        for (String line : CLIENTS.lines().toList()) {
            String[] cells = line.split(" +");
            if (cells[column].equals("carried")) {
                names.add(cells[0]);
            }
        }
        return names;
    }

    @Test
    @Proves({"edge 213", "edge 214", "edge 226"})
    void a_relay_carries_what_is_meant_for_the_backend() throws Exception {
        try (var house = house(KEY)) {
            String head = sent(house, "/v1/messages", "relayed/a");

            assertEquals(carried(1), names(head));
            assertTrue(head.contains("Bearer env:key"), head);
            assertFalse(head.contains("the-clients-own"), head);
        }
    }

    @Test
    void a_backend_that_is_asked_with_the_clients_credential_hears_of_the_client()
            throws Exception {
        try (var house = house(CLIENT)) {
            String head = sent(house, "/v1/messages", "relayed/a");

            assertEquals(carried(2), names(head));
            assertTrue(head.contains("Bearer the-clients-own"), head);
            assertFalse(head.contains("env:key"), head);
        }
    }

    @Test
    void what_is_no_exchange_carries_the_same() throws Exception {
        try (var house = house(KEY)) {
            assertEquals(carried(1), names(sent(house, "/v1/files", "-")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages,         openai/a,        ''",
        "/v1/chat/completions, tagged-openai/a, ''",
        "/v1/messages,         tagged/a,        anthropic-version",
        "/v1/chat/completions, tagged/a,        anthropic-version"
    })
    @Proves("edge 214")
    void a_translated_request_carries_our_own_lines_and_no_other(
            String path, String model, String more) throws Exception {
        var ours = new TreeSet<>(OURS);
        ours.addAll(List.of("accept", "user-agent"));
        if (!more.isEmpty()) {
            ours.add(more);
        }
        for (String auth : List.of(KEY, CLIENT)) {
            try (var house = house(auth)) {
                String head = sent(house, path, model);

                assertEquals(ours, names(head));
                assertFalse(head.contains("value of"), head);
            }
        }
    }

    @Test
    void a_key_in_a_header_of_its_own_takes_the_place_of_the_clients_line() throws Exception {
        String named = "{\"style\":\"header:X-Of-Their-Own\",\"keys\":[\"env:KEY\"]}";
        try (var house = house(named)) {
            String head = sent(house, "/v1/messages", "relayed/a");

            assertTrue(names(head).contains("x-of-their-own"));
            assertFalse(head.contains("value of x-of-their-own"), head);
        }
    }

    @Test
    void a_path_goes_on_as_it_was_written() throws Exception {
        try (var house = house(KEY)) {
            String head = sent(house, "//v1/files/a%20b%3fc%23d?x=%0d%0a", "-");

            assertEquals(
                    "POST /v1/files/a%20b%3fc%23d?x=%0d%0a HTTP/1.1",
                    head.lines().findFirst().orElse(""));
        }
    }
}
