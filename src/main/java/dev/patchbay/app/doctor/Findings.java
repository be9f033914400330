package dev.patchbay.app.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.app.doctor.Finding.Grade;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.function.UnaryOperator;

/// All that was found, for people and for programs.
public record Findings(List<Finding> all) {
    public Findings {
        all = List.copyOf(all);
    }

    /// The same without secrets, should a message of somebody else's have brought one.
    public Findings masked(UnaryOperator<String> mask) {
        return new Findings(all.stream().map(each -> each.masked(mask)).toList());
    }

    /// Whether nothing is broken.
    public boolean isWell() {
        return count(Grade.FAIL) == 0;
    }

    private long count(Grade grade) {
        return all.stream().filter(each -> each.grade() == grade).count();
    }

    /// A line for each, with what to do below it.
    public String table() {
        int widest = all.stream().mapToInt(each -> each.subject().length()).max().orElse(0);
        var table = new StringBuilder();
        String indent = " ".repeat(widest + 8);
        for (Finding each : all) {
            String subject = each.subject() + " ".repeat(widest - each.subject().length());
            table.append("%-4s  %s  %s%n".formatted(each.grade().word(), subject, each.found()));
            each.advice().lines().forEach(line -> table.append("%s→ %s%n".formatted(indent, line)));
        }
        return table.append(verdict()).toString();
    }

    private String verdict() {
        long broken = count(Grade.FAIL);
        long odd = count(Grade.WARN);
        if (broken + odd == 0) {
            return "%nEverything is in order.%n".formatted();
        }
        return "%n%s, %s.%n"
                .formatted(
                        broken == 0
                                ? "Nothing is broken"
                                : broken == 1
                                        ? "One thing is broken"
                                        : broken + " things are broken",
                        odd == 0
                                ? "nothing else to look at"
                                : odd == 1 ? "one to look at" : odd + " to look at");
    }

    public String json() {
        ObjectNode report = Json.object().put("well", isWell());
        ArrayNode findings = report.putArray("findings");
        for (Finding each : all) {
            findings.addObject()
                    .put("subject", each.subject())
                    .put("grade", each.grade().word())
                    .put("found", each.found())
                    .put("advice", each.advice());
        }
        return report.toPrettyString() + "\n";
    }
}
