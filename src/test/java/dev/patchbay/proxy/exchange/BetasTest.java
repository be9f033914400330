package dev.patchbay.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BetasTest {
    @Test
    void the_names_of_all_lines_are_kept_in_order() {
        assertEquals(
                Optional.of(
                        "interleaved-thinking-2025-05-14,context-1m-2025-08-07,oauth-2025-04-20"),
                Betas.named(
                        List.of(
                                "interleaved-thinking-2025-05-14, context-1m-2025-08-07",
                                "oauth-2025-04-20")));
    }

    @Test
    void what_cannot_be_the_name_of_a_feature_is_not_kept() {
        assertEquals(
                Optional.of("context-1m-2025-08-07"),
                Betas.named(List.of("Bearer a-value, context-1m-2025-08-07,sk-2025, ,X")));
        assertEquals(Optional.empty(), Betas.named(List.of("a-value-that-somebody-put-there")));
        assertEquals(Optional.empty(), Betas.named(List.of("")));
        assertEquals(Optional.empty(), Betas.named(List.of()));
    }

    @Test
    void there_is_an_end_to_them() {
        String many = "feature-2025-01-01,".repeat(1000);

        assertEquals(50, Betas.named(List.of(many)).orElseThrow().split(",").length);
    }
}
