package dev.patchbay.app.doctor;

import dev.patchbay.settings.OwnerOnly;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What may be sent to whoever helps: texts without secrets, in one file.
public record Bundle(List<Part> parts) {
    /// @param holds what is in it, for the person who is to agree
    public record Part(String name, String holds, String text) {
        Part masked(UnaryOperator<String> mask) {
            return new Part(name, holds, mask.apply(text));
        }
    }

    public Bundle {
        parts = List.copyOf(parts);
    }

    public Bundle masked(UnaryOperator<String> mask) {
        return new Bundle(parts.stream().map(part -> part.masked(mask)).toList());
    }

    /// A line for each part.
    public List<String> listing() {
        return parts.stream()
                .map(
                        part ->
                                "%-16s %,9d bytes  %s"
                                        .formatted(part.name(), bytes(part).length, part.holds()))
                .toList();
    }

    public void save(Path file) throws IOException {
        OwnerOnly.<IOException>write(file, this::write);
    }

    private void write(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Part part : parts) {
            zip.putNextEntry(new ZipEntry(part.name()));
            zip.write(bytes(part));
            zip.closeEntry();
        }
        zip.finish();
    }

    private static byte[] bytes(Part part) {
        return part.text().getBytes(StandardCharsets.UTF_8);
    }
}
