package dev.patchbay.app.verbs.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskedOutputTest {
    private final KnownSecrets known = new KnownSecrets();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err =
            MaskedOutput.over(new PrintStream(printed, true, StandardCharsets.UTF_8), known);

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_report_of_a_fault_holds_no_secret_of_its_messages() {
        known.add(Secret.of("hush-first-key"));
        var fault =
                new IllegalStateException(
                        "no: hush-first-key",
                        new RuntimeException("{\"k\":\"hush-first\\u002dkey\"}"));
        fault.printStackTrace(err);

        assertFalse(printed().contains("hush-first"), printed());
        assertTrue(printed().contains("IllegalStateException: no: ****"), printed());
        assertTrue(printed().contains("MaskedOutputTest.java"), printed());
    }

    @Test
    void a_line_is_masked_whole_however_it_was_printed() {
        known.add(Secret.of("hush-first-key"));
        for (char letter : "is hush-first-key\n".toCharArray()) {
            err.write(letter);
        }

        assertEquals("is **************\n", printed());
    }

    @Test
    void other_lines_pass_as_they_are_and_a_question_does_not_wait() {
        known.add(Secret.of("hush-first-key"));
        err.println("grüße");
        err.print("really? ");
        err.flush();

        assertEquals("grüße%nreally? ".formatted(), printed());
    }
}
