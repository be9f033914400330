package dev.patchbay.codec.textcalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.hub.Prompt;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Each format is held to what models of its family write, however that is cut.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextOutputsTest {
    private static final Prompt PROMPT = TextOutputs.prompt();

    private static List<TextOutputs.Output> outputs() throws IOException {
        return TextOutputs.all();
    }

    private static void check(TextOutputs.Output output, String... pieces) {
        var reader = TextOutputs.reader(output.format(), PROMPT, _ -> {});
        assertEquals(
                output.meaning(),
                TextOutputs.meaning(reader, Arrays.asList(pieces)),
                () -> "cut as " + Arrays.toString(pieces));
    }

    @Proves("openai-chat §4.5 tool calls as text")
    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void an_output_means_the_same_wherever_it_is_cut(TextOutputs.Output output) {
        var text = output.text();
        check(output, text);
        check(output, text.split(""));
        for (int cut = 1; cut < text.length(); cut++) {
            check(output, text.substring(0, cut), text.substring(cut));
        }
    }

    @Test
    void every_family_has_outputs() throws IOException {
        var families =
                TextOutputs.all().stream()
                        .map(TextOutputs.Output::format)
                        .collect(Collectors.toSet());
        assertTrue(CallFormats.SHIPPED.names().containsAll(families), families.toString());
        assertTrue(
                families.containsAll(List.of("qwen", "kimi", "glm", "deepseek", "llama")),
                families.toString());
    }
}
