package dev.patchbay.connect;

import dev.patchbay.connect.JsonText.Member;
import dev.patchbay.connect.JsonText.Value;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A client's document for people's eyes: of the texts in it only those are shown that are named.
/// What else stands there may be a key.
final class Masked {
    private static final String HIDDEN = "\"••••\"";

    private Masked() {}

    /// As many lines as the document has.
    static List<String> lines(String document, Set<List<String>> open) throws Refused {
        if (document.isBlank()) {
            return document.lines().toList();
        }
        JsonText text = JsonText.of(document);
        Set<Integer> shown = new HashSet<>();
        for (List<String> path : open) {
            Optional<Member> member = text.at(path);
            member.ifPresent(it -> shown.add(it.value().from()));
        }
        var masked = new StringBuilder();
        int copied = 0;
        for (Value value : text.texts()) {
            if (!shown.contains(value.from())) {
                masked.append(document, copied, value.from()).append(HIDDEN);
                copied = value.to();
            }
        }
        return masked.append(document, copied, document.length()).toString().lines().toList();
    }
}
