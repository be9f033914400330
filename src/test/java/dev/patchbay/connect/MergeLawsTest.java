package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.settings.Secret;
import dev.patchbay.wire.RandomJson;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MergeLawsTest {
    private static final int SEEDS = 4_000;
    private static final Access ACCESS =
            Access.of("127.0.0.1", 5225, Secret.of("pb-made-up-for-tests"));
    private static final Path NOWHERE = Path.of("nowhere");
    private static final List<NamedKey> THEIRS =
            List.of(NamedKey.open("theirs", "env", "THEIRS"), NamedKey.open("x", "theirs"));

    private static List<NamedKey> keys(long seed) {
        return new ClaudeCode(NOWHERE, NOWHERE, NOWHERE, Map.of())
                .keys(ACCESS, SignIn.values()[(int) (seed % 2)]);
    }

    @Test
    void what_is_put_in_and_taken_out_leaves_the_very_same_text() throws Refused {
        for (long seed = 0; seed < SEEDS; seed++) {
            String document = new RandomConfig(seed).document();
            Merge.Put put = Merge.put(document, keys(seed));
            Merge.Taken taken = Merge.take(put.text(), put.changes());

            assertEquals(document, taken.text(), "seed " + seed);
            assertEquals(List.of(), taken.left(), "seed " + seed);
        }
    }

    @Test
    void what_is_put_in_reads_as_the_keys_and_changes_nothing_else() throws Refused {
        for (long seed = 0; seed < SEEDS; seed++) {
            String document = new RandomConfig(seed).document();
            String put = Merge.put(document, keys(seed)).text();

            assertEquals(expected(document, keys(seed)), JsonText.of(put).tree(), "seed " + seed);
            assertTrue(Merge.holds(put, keys(seed)), "seed " + seed);
        }
    }

    @Test
    void what_others_put_in_meanwhile_stays() throws Refused {
        for (long seed = 0; seed < SEEDS; seed++) {
            String document = new RandomConfig(seed).document();
            Merge.Put ours = Merge.put(document, keys(seed));
            String both = Merge.put(ours.text(), THEIRS).text();
            String theirs = Merge.take(both, ours.changes()).text();

            assertEquals(expected(document, THEIRS), JsonText.of(theirs).tree(), "seed " + seed);
            assertEquals(comments(document), comments(theirs), "seed " + seed);
        }
    }

    @Test
    void what_others_take_out_meanwhile_stays_out() throws Refused {
        for (long seed = 0; seed < SEEDS; seed++) {
            String document = new RandomConfig(seed).document();
            Merge.Put theirs = Merge.put(document, THEIRS);
            Merge.Put ours = Merge.put(theirs.text(), keys(seed));
            String without = Merge.take(ours.text(), theirs.changes()).text();
            String after = Merge.take(without, ours.changes()).text();

            JsonNode tree = JsonText.of(after).tree();
            if (tree instanceof ObjectNode object && tree.path("env").isEmpty()) {
                // Whoever of two made `env` leaves it to the other.
                object.remove("env");
            }
            JsonNode was = JsonText.of(document).tree();
            if (was instanceof ObjectNode object && was.path("env").isEmpty()) {
                object.remove("env");
            }
            assertEquals(was, tree, "seed " + seed);
            assertEquals(comments(document), comments(after), "seed " + seed);
        }
    }

    @Test
    void any_json_at_all_is_merged_and_restored_or_refused() {
        int merged = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] bytes = new RandomJson(seed).document();
            try {
                Content content = Content.of(bytes);
                Merge.Put put = Merge.put(content.text(), keys(seed));
                String back = Merge.take(put.text(), put.changes()).text();

                assertEquals(
                        new String(bytes, StandardCharsets.UTF_8),
                        new String(content.with(back).bytes(), StandardCharsets.UTF_8),
                        "seed " + seed);
                merged++;
            } catch (Refused e) {
                assertEquals(
                        "It does not hold one JSON object in braces.", e.message(), "seed " + seed);
            }
        }
        assertTrue(merged > SEEDS / 10, "only " + merged + " were merged");
    }

    private static JsonNode expected(String document, List<NamedKey> keys) throws Refused {
        ObjectNode tree = (ObjectNode) JsonText.of(document).tree();
        for (NamedKey key : keys) {
            ObjectNode at = tree;
            for (String name : key.path().subList(0, key.path().size() - 1)) {
                at = at.withObjectProperty(name);
            }
            String name = key.path().getLast();
            at.put(name, key.over(at.path(name).isTextual() ? at.path(name).asText() : ""));
        }
        return tree;
    }

    private static long comments(String text) {
        return text.split("it's, |/\\*|//", -1).length;
    }
}
