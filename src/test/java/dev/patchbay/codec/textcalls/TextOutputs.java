package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.codec.calls.OfferedTools;
import dev.patchbay.codec.calls.ToolCalls;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Tool;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The outputs of models under `src/test/resources/text-calls`, and what is read in them.
final class TextOutputs {
    private static final Path ALL = Path.of("src", "test", "resources", "text-calls");
    private static final String RULE = "\n-----\n";

    /// What one model wrote, and the text and the calls that it means, a line each.
    record Output(String format, String name, String text, List<String> meaning) {
        @Override
        public String toString() {
            return format + "/" + name;
        }
    }

    private TextOutputs() {}

    static List<Output> all() throws IOException {
        try (var files = Files.walk(ALL)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(TextOutputs::output)
                    .toList();
        }
    }

    private static Output output(Path file) {
        try {
            var said = Files.readString(file);
            int rule = said.lastIndexOf(RULE);
            var name = file.getFileName().toString();
            return new Output(
                    file.getParent().getFileName().toString(),
                    name.substring(0, name.length() - ".txt".length()),
                    said.substring(0, rule),
                    said.substring(rule + RULE.length()).lines().map(TextOutputs::normal).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String normal(String line) {
        try {
            int json = line.startsWith("call") ? line.indexOf(' ', 5) : 4;
            return line.substring(0, json) + " " + Json.read(line.substring(json + 1));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    /// A prompt that offers the tools of these outputs.
    static Prompt prompt() {
        try {
            var prompt = PromptBuilder.prompt().user("Hi");
            for (var tool : Json.read(Files.readAllBytes(ALL.resolve("tools.json"))).properties()) {
                prompt.tool(
                        new Tool.Function(
                                tool.getKey(),
                                Optional.empty(),
                                tool.getValue().deepCopy(),
                                false));
            }
            return prompt.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TextCalls reader(String format, Prompt prompt, Consumer<Loss> losses) {
        return TextCalls.in(
                        prompt,
                        SomeQuirks.with("textToolCalls", format),
                        new OfferedTools(prompt, UnaryOperator.identity()),
                        losses)
                .orElseThrow();
    }

    /// The marks that may begin a call, blanks aside: those before the first name or value.
    static List<String> marks(String format) {
        var known =
                CallFormats.SHIPPED.read(SomeQuirks.with("textToolCalls", format)).orElseThrow();
        var marks = new ArrayList<String>();
        for (var shape : known.shapes()) {
            var mark = new StringBuilder();
            for (int place = 0; shape.slot(place) == null; place++) {
                mark.append(shape.exits(place).getFirst().mark());
            }
            marks.add(mark.toString());
            known.begins().forEach(begin -> marks.add(begin + mark));
        }
        return marks;
    }

    /// What is read in these pieces. Blanks alone are left out, as they are in an answer.
    static List<String> meaning(TextCalls reader, List<String> pieces) {
        var meaning = new ArrayList<String>();
        var text = new StringBuilder();
        Consumer<List<ToolCalls.Fragment>> calls =
                found -> {
                    flush(text, meaning);
                    found.forEach(call -> meaning.add(line(call)));
                };
        pieces.forEach(piece -> reader.take(piece, text::append, calls));
        reader.end(text::append, calls);
        flush(text, meaning);
        return meaning;
    }

    private static void flush(StringBuilder text, List<String> meaning) {
        if (!text.toString().isBlank()) {
            meaning.add("text " + TextNode.valueOf(text.toString()));
        }
        text.setLength(0);
    }

    private static String line(ToolCalls.Fragment call) {
        return "call " + call.name() + " " + Json.objectOrNull(call.arguments());
    }
}
