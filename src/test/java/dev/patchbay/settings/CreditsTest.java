package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.settings.Credits.Credit;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Optional;

/// What services say of the credit that is left, in the forms of their presets.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CreditsTest {
    private static Optional<Credit> read(String preset, String answer) {
        return Presets.SHIPPED.of(preset).orElseThrow().credits().orElseThrow().read(answer);
    }

    private static Optional<Credit> credit(String amount, String currency) {
        return Optional.of(new Credit(new BigDecimal(amount), currency));
    }

    @Test
    void what_was_used_is_taken_from_what_was_bought() {
        assertEquals(
                credit("10.25", "USD"),
                read("openrouter", "{\"data\":{\"total_credits\":110.5,\"total_usage\":100.25}}"));
    }

    @Test
    void an_amount_may_be_a_text_and_have_its_own_currency() {
        assertEquals(
                credit("110.00", "CNY"),
                read(
                        "deepseek",
                        """
                        {"is_available": true,
                         "balance_infos": [{"currency": "CNY", "total_balance": "110.00"}]}
                        """));
    }

    @Test
    void a_debt_is_an_amount_too() {
        assertEquals(
                credit("-0.12", "USD"),
                read("moonshot", "{\"code\":0,\"data\":{\"available_balance\":-0.12}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Sign in</html>",
                "[]",
                "{}",
                "{\"data\":{\"total_credits\":5}}",
                "{\"data\":{\"total_credits\":\"plenty\",\"total_usage\":1}}"
            })
    void an_answer_of_another_form_says_nothing(String answer) {
        assertEquals(Optional.empty(), read("openrouter", answer));
    }

    @ParameterizedTest
    @CsvSource({
        "https://openrouter.ai/api/v1, true",
        "https://OpenRouter.ai/other, true",
        "http://openrouter.ai/api/v1, false",
        "https://openrouter.ai.example.com/api/v1, false",
        "https://openrouter.ai:8443/api/v1, false",
        "http://127.0.0.1:8080/v1, false",
        "not an address, false"
    })
    void only_the_server_itself_is_asked(String baseUrl, boolean asked) {
        var credits = Presets.SHIPPED.of("openrouter").orElseThrow().credits().orElseThrow();

        assertEquals(asked, credits.isOf(baseUrl));
    }
}
