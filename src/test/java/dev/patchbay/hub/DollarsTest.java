package dev.patchbay.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class DollarsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, $0.00",
        "5000000000, $5.00",
        "3414999999, $3.41",
        "3415000000, $3.42",
        "1234567000000000, $1234567.00",
        "990000000, $0.99",
        "995000000, $1.00",
        "41230000, $0.041",
        "123, $0.00000012",
        "1, $0.000000001"
    })
    void money_is_told_in_cents_and_less_than_that_in_digits_that_say_something(
            long nanoUsd, String shown) {
        assertEquals(shown, Dollars.of(nanoUsd));
    }
}
