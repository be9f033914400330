package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Copied secrets, with a clipboard of one text and a time that passes when the test says so.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PassingSecretsTest {
    private static final String SECRET = "obviously-fake-token";

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private final OneText clipboard = new OneText();
    private final PassingSecrets secrets =
            new PassingSecrets(
                    clipboard,
                    (wait, what) -> {
                        waits.add(wait);
                        waiting.add(what);
                    });

    private static final class OneText implements Clipboard {
        private Optional<String> held = Optional.empty();
        private boolean shut;

        @Override
        public void copy(String text) {
            held = Optional.of(text);
        }

        @Override
        public Optional<String> text() {
            return shut ? Optional.empty() : held;
        }

        @Override
        public void clear() {
            held = Optional.empty();
        }
    }

    private void copy(String text) {
        clipboard.copy(text);
        secrets.copied(text);
    }

    @Test
    void a_minute_after_it_was_copied_it_is_gone() {
        copy(SECRET);
        assertEquals(Optional.of(SECRET), clipboard.held);
        assertEquals(List.of(Duration.ofMinutes(1)), waits);

        waiting.remove().run();
        assertEquals(Optional.empty(), clipboard.held);
    }

    @Test
    void what_somebody_else_copied_meanwhile_stays() {
        copy(SECRET);
        clipboard.copy("a shopping list");

        waiting.remove().run();
        assertEquals(Optional.of("a shopping list"), clipboard.held);
    }

    @Test
    void each_copy_has_its_whole_minute() {
        copy(SECRET);
        copy("another-fake-token");

        waiting.remove().run();
        assertEquals(Optional.of("another-fake-token"), clipboard.held);
        waiting.remove().run();
        assertEquals(Optional.empty(), clipboard.held);
    }

    @Test
    void the_end_of_the_program_is_the_end_of_the_minute() {
        copy(SECRET);

        secrets.close();
        assertEquals(Optional.empty(), clipboard.held);
    }

    @Test
    void after_its_minute_the_same_text_is_the_copier_s_own() {
        copy(SECRET);
        waiting.remove().run();
        clipboard.copy(SECRET);

        secrets.close();
        assertEquals(Optional.of(SECRET), clipboard.held);
    }

    @Test
    void lines_may_end_as_the_clipboard_likes() {
        copy("first\nsecond");
        clipboard.copy("first\r\nsecond\r\n");

        secrets.close();
        assertEquals(Optional.empty(), clipboard.held);
    }

    @Test
    void what_cannot_be_looked_at_is_left_alone() {
        copy(SECRET);
        clipboard.shut = true;

        secrets.close();
        assertEquals(Optional.of(SECRET), clipboard.held);
    }
}
