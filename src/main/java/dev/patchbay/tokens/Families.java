package dev.patchbay.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Which vocabulary a model counts with, told by its name. The table is `families.txt`, first match
/// wins.
final class Families {
    private final List<Family> families;

    private Families(List<Family> families) {
        this.families = families;
    }

    static Families shipped() {
        try (var file = Families.class.getResourceAsStream("families.txt")) {
            var bytes = Objects.requireNonNull(file, "families.txt is missing").readAllBytes();
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("families.txt cannot be read", e);
        }
    }

    static Families parse(String table) {
        return new Families(
                table.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .map(Family::parse)
                        .toList());
    }

    Family of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        for (Family family : families) {
            if (family.has(name)) {
                return family;
            }
        }
        return Family.ANY;
    }
}
