package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class GreetingTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "127.0.0.1, false",
        "::1, false",
        "localhost, false",
        "0.0.0.0, true",
        "::, true",
        "192.0.2.7, true",
        "desk.example.com, true",
    })
    void a_door_that_others_can_reach_is_said_loudly(String host, boolean warned) {
        String greeting = Greeting.of(host, 5225, "token-of-the-test", false);

        assertEquals(
                warned,
                greeting.contains("Warning: other computers can reach this address."),
                greeting);
    }
}
