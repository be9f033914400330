package dev.patchbay.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Objects;

/// What went wrong with the file, for people.
final class Reasons {
    private Reasons() {}

    static String of(SQLException e) {
        // The codes of https://sqlite.org/rescode.html
        return switch (e.getErrorCode()) {
            case 5, 6 -> "another program holds it.";
            case 8 -> "it cannot be written, only read.";
            case 10 -> "the disk reports an error (%s).".formatted(e.getMessage());
            case 13 -> "the disk is full.";
            case 14 -> "it cannot be opened or made there.";
            default -> Objects.requireNonNullElse(e.getMessage(), e.toString());
        };
    }

    static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "its folder cannot be written.";
            case FileSystemException system when system.getReason() != null ->
                    system.getReason() + ".";
            default -> Objects.requireNonNullElse(e.getMessage(), e.toString());
        };
    }
}
