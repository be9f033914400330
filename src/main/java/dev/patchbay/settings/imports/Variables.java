package dev.patchbay.settings.imports;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The variables of a `.env`; an empty one is none.
record Variables(Map<String, String> values) {
    private static final List<String> ON = List.of("1", "true", "yes", "on");

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    boolean hasAny(Collection<String> names) {
        return names.stream().anyMatch(this::has);
    }

    /// A name that stands for another variable of this file is followed.
    String text(String name) {
        String value = values.getOrDefault(name, "").strip();
        if (value.startsWith("${") && value.endsWith("}")) {
            return values.getOrDefault(value.substring(2, value.length() - 1), value).strip();
        }
        return value;
    }

    String first(String... names) {
        for (String name : names) {
            if (has(name)) {
                return text(name);
            }
        }
        return "";
    }

    boolean isOn(String name) {
        return ON.stream().anyMatch(text(name)::equalsIgnoreCase);
    }

    boolean isOff(String name) {
        return has(name) && !isOn(name);
    }

    List<String> names() {
        return values.keySet().stream().filter(this::has).toList();
    }
}
