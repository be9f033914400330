package dev.patchbay.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One case of `hostile/requests.txt`; that file tells how they are written.
///
/// @param part the part of the table it belongs to
/// @param words what it is
/// @param statuses what is to be answered
/// @param stays whether the connection may be used afterwards
/// @param written what is sent, as it is written there
record HostileRequest(
        String part, String words, List<Integer> statuses, boolean stays, String written) {

    static List<HostileRequest> all() throws IOException {
        var all = new ArrayList<HostileRequest>();
        String part = "";
        for (String block : text().split("\n\n")) {
            if (block.startsWith("# ")) {
                part = block.substring(2).strip();
            } else if (block.startsWith("! ")) {
                all.add(of(part, block.strip()));
            }
        }
        return all;
    }

    private static String text() throws IOException {
        try (var in = HostileRequest.class.getResourceAsStream("/hostile/requests.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static HostileRequest of(String part, String block) {
        int line = block.indexOf('\n');
        String[] head = block.substring(2, line).split(" \\| ");
        return new HostileRequest(
                part,
                head[0],
                Arrays.stream(head[1].split(", ")).map(Integer::valueOf).toList(),
                head[2].equals("stays"),
                block.substring(line + 1).replace("\n", ""));
    }

    /// Whether it can be told, from its first bytes, whose dialect it speaks.
    boolean asksForMessages() {
        return written.matches("[A-Z-]+ /v1/messages[ ?/].*");
    }

    String expected() {
        return expected(statuses, stays ? "stays" : "closes");
    }

    static String expected(List<Integer> statuses, String fate) {
        return statuses.toString().replaceAll("[\\[\\]]", "") + ", " + fate;
    }

    /// The bytes that are sent.
    ///
    /// @param words what stands for the words in braces
    byte[] bytes(Map<String, String> words) {
        return expanded(written, words).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String expanded(String text, Map<String, String> words) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                int end = text.indexOf('}', i);
                out.append(word(text.substring(i + 1, end), words));
                i = end;
            } else if (c == '\\') {
                i++;
                boolean hex = text.charAt(i) == 'x';
                out.append(
                        hex
                                ? (char) HexFormat.fromHexDigits(text, i + 1, i + 3)
                                : escaped(text.charAt(i)));
                i += hex ? 2 : 0;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String word(String word, Map<String, String> words) {
        int star = word.indexOf('*');
        if (star > 0) {
            return expanded(word.substring(star + 1), words)
                    .repeat(Integer.parseInt(word.substring(0, star)));
        }
        return word.isEmpty() ? "{}" : Objects.requireNonNull(words.get(word), word);
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("\\" + c);
        };
    }
}
