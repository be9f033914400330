package dev.patchbay.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Random;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CalibrationTest {
    private static final Target CLAUDE = Target.of("router", "claude");

    private final Calibration calibration = new Calibration();

    private void learn(Target target, long ours, long theirs, int times) {
        for (int i = 0; i < times; i++) {
            calibration.learn(target, ours, theirs);
        }
    }

    @Test
    void what_was_never_compared_counts_as_it_is() {
        assertEquals(1, calibration.factor(CLAUDE));
    }

    @Test
    void long_prompts_soon_tell_the_factor() {
        learn(CLAUDE, 50_000, 60_000, 5);

        assertEquals(1.2, calibration.factor(CLAUDE), 0.005);
    }

    @Test
    void one_tiny_prompt_tells_next_to_nothing() {
        learn(CLAUDE, 8, 30, 1);

        assertEquals(1, calibration.factor(CLAUDE), 0.02);
    }

    @Test
    void another_backend_or_model_is_another_matter() {
        learn(CLAUDE, 50_000, 60_000, 5);

        assertEquals(1, calibration.factor(Target.of("other", "claude")));
        assertEquals(1, calibration.factor(Target.of("router", "qwen")));
    }

    @Test
    void what_is_new_outweighs_what_is_old() {
        learn(CLAUDE, 50_000, 60_000, 100);
        learn(CLAUDE, 50_000, 40_000, 20);

        assertEquals(0.8, calibration.factor(CLAUDE), 0.02);
    }

    @Test
    void noise_does_not_shake_it() {
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            long ours = 500 + random.nextInt(40_000);
            calibration.learn(CLAUDE, ours, Math.round(ours * (1.1 + random.nextDouble() * 0.2)));
        }

        assertEquals(1.2, calibration.factor(CLAUDE), 0.03, "seed " + seed);
    }

    @Test
    void a_server_that_cut_the_prompt_teaches_nothing() {
        learn(CLAUDE, 100_000, 4_096, 10);
        learn(CLAUDE, 10, 100_000, 10);
        learn(CLAUDE, 0, 5, 1);
        learn(CLAUDE, 5, 0, 1);

        assertEquals(1, calibration.factor(CLAUDE));
        assertFalse(calibration.hasChanged());
    }

    @Test
    void the_factor_has_bounds() {
        learn(CLAUDE, 100_000, 490_000, 30);
        assertEquals(3, calibration.factor(CLAUDE));

        learn(CLAUDE, 100_000, 20_001, 60);
        assertEquals(0.5, calibration.factor(CLAUDE));
    }

    @Test
    void every_exchange_is_compared_at_first_and_few_later() {
        int compared = 0;
        for (int i = 0; i < 1_000; i++) {
            compared += calibration.isCurious(CLAUDE) ? 1 : 0;
        }

        assertTrue(compared > 60 && compared < 100, "compared " + compared);
    }

    @Test
    void what_was_learned_can_be_written_and_read() {
        learn(CLAUDE, 50_000, 60_000, 3);
        learn(Target.of("own", "a model: with blanks"), 1_000, 2_000, 3);
        assertTrue(calibration.hasChanged());
        var again = Calibration.of(calibration.lines());

        assertEquals(calibration.factor(CLAUDE), again.factor(CLAUDE));
        assertEquals(calibration.lines(), again.lines());
        assertFalse(calibration.hasChanged());
    }

    @Test
    void lines_that_make_no_sense_are_left_out() {
        var read =
                Calibration.of(
                        "1000000000000\t5\ta\tb\n"
                                + "what\n\n"
                                + "-3\t4\ta\tb\n"
                                + "40000\t80000\trouter\tclaude\n");

        assertEquals(1.95, read.factor(CLAUDE), 0.01);
        assertEquals(1, read.lines().lines().count());
    }

    @Test
    void a_name_that_would_break_the_lines_is_not_written() {
        learn(Target.of("router", "a\nb"), 1_000, 2_000, 3);

        assertEquals("", calibration.lines());
    }

    @Test
    void of_too_many_models_the_one_unheard_of_for_longest_is_forgotten() {
        learn(CLAUDE, 50_000, 60_000, 5);
        for (int i = 0; i < 2 * Calibration.MOST_MODELS; i++) {
            learn(Target.of("router", "m" + i), 1_000, 1_100, 1);
            calibration.isCurious(CLAUDE);
        }

        assertEquals(Calibration.MOST_MODELS, calibration.lines().lines().count());
        assertEquals(1.2, calibration.factor(CLAUDE), 0.005);
    }
}
