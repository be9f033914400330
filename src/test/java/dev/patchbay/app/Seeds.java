package dev.patchbay.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Secrets that stand nowhere else in the world, and a search for them in whatever spelling.
public final class Seeds {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> cores = new LinkedHashMap<>();

    /// One with letters that JSON and addresses must escape. What is searched is the part of it
    /// that nothing escapes.
    public String sown(String name) {
        String core = "hush%02dq7zk3vw9xj2".formatted(values.size());
        return sown(name, core + "/+\"&%41" + values.size(), core);
    }

    /// One that somebody else made, all of which is searched.
    public String sown(String name, String value) {
        return sown(name, value, value);
    }

    private String sown(String name, String value, String core) {
        values.put(name, value);
        cores.put(name, core);
        return value;
    }

    public Map<String, String> values() {
        return values;
    }

    /// The names of those that stand in this text.
    public List<String> in(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        cores.forEach(
                (name, core) -> {
                    if (small.contains(core.toLowerCase(Locale.ROOT)) || isInBase64(core, text)) {
                        found.add(name);
                    }
                });
        return found;
    }

    private static boolean isInBase64(String core, String text) {
        for (String before : List.of("", "a", "ab")) {
            byte[] bytes = (before + core).getBytes(StandardCharsets.UTF_8);
            for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(bytes);
                if (text.contains(encoded.substring(4, encoded.length() - 4))) {
                    return true;
                }
            }
        }
        return false;
    }
}
