package dev.patchbay.settings.masking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KnownSecretsTest {
    private static final String HUSH = "hush/first \"key\" 100%+ü";

    private final KnownSecrets known = new KnownSecrets();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static String unicode(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
        return escaped.toString();
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    @Test
    void a_text_that_holds_no_secret_is_the_same_object() {
        known.add(Secret.of(HUSH));
        String text = "nothing of \"interest\" in here, at 100%";
        byte[] body = bytes(text);

        assertSame(text, known.mask(text));
        assertSame(body, known.mask(body));
    }

    @Test
    void a_secret_is_masked_as_it_is_and_however_it_is_escaped() {
        known.add(Secret.of(HUSH));

        assertEquals("no ••••, no", known.mask("no " + HUSH + ", no"));
        assertEquals("no ••••.", known.mask("no " + form(HUSH) + "."));
        assertEquals("{\"a\":\"••••\"}", known.mask("{\"a\":" + json(HUSH) + "}"));
        assertEquals("no ••••.", known.mask("no " + unicode(HUSH) + "."));
    }

    @Test
    void escapes_within_escapes_hide_nothing() {
        known.add(Secret.of(HUSH));
        String raw = json("{\"error\":" + json("see /?key=" + form(HUSH)) + "}");

        String masked = known.mask(raw);
        assertTrue(masked.contains("see /?key=••••"), masked);
        assertTrue(masked.length() < raw.length() - HUSH.length(), masked);
    }

    @Test
    void a_letter_of_a_secret_that_looks_like_an_escape_is_none() {
        known.add(Secret.of("hush%41/\\n\"key"));

        assertEquals("{\"a\":\"••••\"}", known.mask("{\"a\":" + json("hush%41/\\n\"key") + "}"));
        assertEquals("••••", known.mask(form("hush%41/\\n\"key")));
        assertEquals("\"••••\"", known.mask(json(form("hush%41/\\n\"key"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "user:"})
    void a_secret_is_masked_within_something_in_base64(String before) {
        known.add(Secret.of("hush-of-nine>>??"));
        for (String behind : new String[] {"", "1", "12", "123"}) {
            byte[] whole = bytes(before + "hush-of-nine>>??" + behind);
            for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
                String masked = known.mask("Basic " + encoder.encodeToString(whole));
                // What is left of it is at most two letters of each end, mixed with others.
                assertFalse(masked.contains(base64("hush-of-nine").substring(4, 12)), masked);
                assertTrue(masked.contains("••••"), masked);
            }
        }
    }

    @Test
    void a_body_stays_as_long_as_it_was() {
        known.add(Secret.of("hush-key"));
        byte[] body = bytes("{\"k\":\"hush-key\"}");

        assertArrayEquals(bytes("{\"k\":\"********\"}"), known.mask(body));
    }

    @Test
    void a_secret_in_pieces_over_the_frames_of_a_stream_is_masked_in_each_of_them() {
        known.add(Secret.of("hush-first-key"));
        String stream =
                """
                event: a
                data: {"delta":{"type":"text","text":"is hush-"},"index":0}

                data: {"delta": {"text" : "fir"}}
                data: {"delta":{"text":"st-k"}}\r
                data: {"delta":{"text":"ey, yes"},"index":0}
                """;

        assertEquals(
                """
                event: a
                data: {"delta":{"type":"text","text":"is *****"},"index":0}

                data: {"delta": {"text" : "***"}}
                data: {"delta":{"text":"****"}}\r
                data: {"delta":{"text":"**, yes"},"index":0}
                """,
                new String(known.mask(bytes(stream)), StandardCharsets.UTF_8));
    }

    @Test
    void pieces_of_arguments_are_joined_although_an_escape_is_split() {
        known.add(Secret.of("hush/first"));
        String stream =
                "data: {\"partial_json\":\"{\\\"a\\\":\\\"hush\\\\\"}\n"
                        + "data: {\"partial_json\":\"/first\\\"}\"}\n";

        assertFalse(
                new String(known.mask(bytes(stream)), StandardCharsets.UTF_8).contains("first"));
    }

    @Test
    void the_beginning_of_a_secret_at_the_end_of_a_text_that_was_cut_is_masked() {
        known.add(Secret.of("hush-first-key"));

        assertEquals("it is ••••", known.mask("it is hush-first-k"));
        assertEquals("it is hush-", known.mask("it is hush-"));
    }

    @Test
    void a_long_body_is_masked_wherever_its_parts_meet() {
        known.add(Secret.of("hush/first-key"));
        String spelled = unicode("hush/first-key");
        for (int before = 262_144 - 100; before < 262_144 + 20; before += 3) {
            String body = "\\".repeat(before) + " " + spelled + "\\".repeat(300_000);

            String masked = new String(known.mask(bytes(body)), StandardCharsets.UTF_8);
            assertEquals(before + 1, masked.indexOf('*'));
            assertEquals(before + spelled.length(), masked.lastIndexOf('*'));
        }
    }

    @Test
    void a_word_of_seven_letters_is_no_secret() {
        known.add(Secret.of("ollama1"));

        assertEquals("ollama1 at ollama12", known.mask("ollama1 at ollama12"));
    }

    @Test
    void the_password_of_a_login_is_one_by_itself() {
        known.addLogin(Secret.of("somebody:hush-password"));

        assertEquals("somebody and ••••", known.mask("somebody and hush-password"));
        assertEquals("••••", known.mask("somebody:hush-password"));
    }

    @Test
    void of_the_secrets_that_clients_bring_the_latest_are_remembered() {
        known.add(Secret.of("hush-of-our-own"));
        for (int i = 0; i < 1_000; i++) {
            known.addPassing(Secret.of("hush-of-client-%04d".formatted(i)));
        }

        assertEquals("••••", known.mask("hush-of-client-0999"));
        assertEquals("hush-of-client-0001", known.mask("hush-of-client-0001"));
        assertEquals("••••", known.mask("hush-of-our-own"));
    }

    @Test
    void secrets_among_anything_at_all_are_found() {
        long seed = 5225;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 300; round++) {
            var some = new KnownSecrets();
            String secret = letters(random, 8 + random.nextInt(60));
            for (int i = 0; i < random.nextInt(20); i++) {
                some.add(Secret.of(letters(random, 8 + random.nextInt(60))));
            }
            some.add(Secret.of(secret));
            String around = " " + letters(random, random.nextInt(40)) + " ";
            String spelled =
                    switch (random.nextInt(5)) {
                        case 0 -> secret;
                        case 1 -> form(secret);
                        case 2 -> json(secret);
                        case 3 -> json(form(json(secret)));
                        default -> unicode(secret);
                    };
            String masked = some.mask(around + spelled + around);

            String message = "seed %d, round %d: %s in %s".formatted(seed, round, secret, spelled);
            assertTrue(masked.contains("••••"), message);
            assertFalse(masked.contains(spelled), message);
        }
    }

    private static String letters(RandomGenerator random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + 1 + random.nextInt(94)));
        }
        return text.toString();
    }
}
