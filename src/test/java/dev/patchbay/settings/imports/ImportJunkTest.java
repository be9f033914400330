package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Files that are not quite what they should be: each is read as far as it goes or refused, what
/// comes can be taken, and no key is ever told.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportJunkTest {
    private static final List<String> TREES =
            List.of("router.json", "switch.json", "switch-first.json", "oci.json", "ob1.json");
    private static final List<String> TEXTS =
            List.of("switch.sql", "bridge.env", "chutes.env", "relay.env");
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e99",
                    "\"\"",
                    "\"*\"",
                    "\"a,b\"",
                    "\"https://x.example.com/*\"",
                    "\"hush\\n\"",
                    "[]",
                    "[[\"x\",{}],7]",
                    "{}",
                    "{\"name\":\"\",\"use\":[1]}");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void a_tree_with_strange_values_is_harmless() throws Exception {
        for (int seed = 0; seed < 600; seed++) {
            var random = new Random(seed);
            ObjectNode tree = LooseJson.read(Desk.sample(TREES.get(random.nextInt(TREES.size()))));
            for (int i = 0; i <= random.nextInt(3); i++) {
                spoil(tree, random);
            }
            check(tree.toString(), seed);
        }
    }

    @Test
    void a_text_with_strange_letters_is_harmless() throws Exception {
        for (int seed = 0; seed < 600; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(Desk.sample(TEXTS.get(random.nextInt(TEXTS.size()))));
            for (int i = 0; i <= random.nextInt(4); i++) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, "\"'\\\n#=${},();\0é".charAt(random.nextInt(15)));
            }
            check(text.toString(), seed);
        }
    }

    private void check(String file, int seed) throws Exception {
        try (var desk = new Desk(folder)) {
            Found found = desk.read(file);
            String told = found.remarks().toString() + desk.imports.preview(found, Rule.REPLACE);
            assertFalse(told.contains("hush of"), () -> "seed " + seed + ": " + told);
        } catch (NotUnderstood e) {
            assertFalse(e.message().contains("hush"), () -> "seed " + seed);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + file, e);
        }
    }

    private static void spoil(ObjectNode tree, Random random) throws Exception {
        List<JsonNode> containers = new ArrayList<>();
        gather(tree, containers);
        JsonNode in = containers.get(random.nextInt(containers.size()));
        JsonNode odd = JSON.readTree(ODD.get(random.nextInt(ODD.size())));
        if (in.isEmpty()) {
            return;
        }
        int nth = random.nextInt(in.size());
        if (in instanceof ArrayNode array) {
            array.set(nth, odd);
        } else if (in instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(nth), odd);
        }
    }

    private static void gather(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(each -> gather(each, into));
        }
    }
}
