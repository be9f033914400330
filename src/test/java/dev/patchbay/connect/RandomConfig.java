package dev.patchbay.connect;

import dev.patchbay.wire.RandomJson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Config files drawn from a seed: objects with and without `env`, in one line or in many, with
/// comments and commas where people leave them. The same seed gives the same file.
final class RandomConfig {
    private final Random random;
    private final RandomJson json;
    private final String newline;
    private final String step;
    private final boolean tall;
    private final boolean commented;

    RandomConfig(long seed) {
        random = new Random(seed);
        json = new RandomJson(seed);
        newline = pick(List.of("\n", "\n", "\r\n"));
        step = pick(List.of("  ", "    ", "\t", ""));
        tall = random.nextInt(4) > 0;
        commented = random.nextBoolean();
    }

    String document() {
        List<String> members = new ArrayList<>();
        int others = random.nextInt(4);
        for (int i = 0; i < others; i++) {
            members.add("\"other" + i + "\"" + colon() + json.value(2));
        }
        if (random.nextInt(3) > 0) {
            members.add("\"env\"" + colon() + env());
        }
        Collections.shuffle(members, random);
        return noise() + object(members, "", step) + pick(List.of("", newline, noise()));
    }

    private String env() {
        List<String> members = new ArrayList<>();
        int others = random.nextInt(3);
        for (int i = 0; i < others; i++) {
            members.add("\"OTHER" + i + "\"" + colon() + "\"a \\u0041 value\"");
        }
        if (random.nextInt(3) == 0) {
            members.add("\"ANTHROPIC_BASE_URL\"" + colon() + json.value(2));
        }
        if (random.nextInt(3) == 0) {
            members.add(
                    "\"ANTHROPIC_CUSTOM_HEADERS\"" + colon() + "\"x-team: blue\\nx-\\u0061: b\"");
        }
        Collections.shuffle(members, random);
        return object(members, step, step + step);
    }

    private String object(List<String> members, String outer, String inner) {
        var object = new StringBuilder("{").append(noise());
        for (int i = 0; i < members.size(); i++) {
            object.append(tall ? newline + inner : pick(List.of("", " ", "  ")));
            object.append(noise()).append(members.get(i)).append(noise());
            object.append(i < members.size() - 1 || commented && random.nextInt(3) == 0 ? "," : "");
            object.append(noise());
        }
        return object.append(tall ? newline + outer : pick(List.of("", " ")))
                .append('}')
                .toString();
    }

    private String noise() {
        if (!commented || random.nextInt(4) > 0) {
            return "";
        }
        return pick(
                List.of(
                        " // it's, \"so\" {to} say" + newline,
                        "/* , } */",
                        " /* one" + newline + " two */ ",
                        newline + newline,
                        " //" + newline));
    }

    private String colon() {
        return pick(List.of(": ", ": ", ":", " : "));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
