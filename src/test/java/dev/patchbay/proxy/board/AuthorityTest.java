package dev.patchbay.proxy.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AuthorityTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "localhost, localhost, 0",
        "LocalHost:5225, localhost, 5225",
        "localhost., localhost, 0",
        "localhost.:80, localhost, 80",
        "localhost.., localhost., 0",
        "127.0.0.1, 127.0.0.1, 0",
        "127.0.0.1:65535, 127.0.0.1, 65535",
        "[::1], 0:0:0:0:0:0:0:1, 0",
        "[::1]:5225, 0:0:0:0:0:0:0:1, 5225",
        "[0:0:0:0:0:0:0:1]:5225, 0:0:0:0:0:0:0:1, 5225",
        "[0000:0000:0000:0000:0000:0000:0000:0001], 0:0:0:0:0:0:0:1, 0",
        "[2001:DB8::A], 2001:db8:0:0:0:0:0:a, 0",
        "[::ffff:127.0.0.1], 127.0.0.1, 0",
        "2130706433, 2130706433, 0",
        "0x7f.0.0.1, 0x7f.0.0.1, 0",
    })
    void names_and_addresses_are_known_in_every_spelling(String written, String name, int port) {
        assertEquals(new Authority(name, port), Authority.of(written));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "localhost:",
                "localhost:x",
                "localhost:-1",
                "localhost:123456",
                "[::1",
                "[::1]x",
                "[::1]x:80",
                "::1",
            })
    void what_is_neither_is_none(String written) {
        assertNull(Authority.of(written));
    }
}
