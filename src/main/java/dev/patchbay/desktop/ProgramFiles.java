package dev.patchbay.desktop;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files that the running program came from. An upgrade puts others into their places, one
/// after another, while we go on with what we have.
public final class ProgramFiles {
    /// What stands there at present.
    public enum State {
        /// What we came from; or nothing, which nobody could start.
        SAME,
        /// Something else, and perhaps not all of it: since the last look it has changed again.
        CHANGING,
        /// Something else, and it was the same at the last look.
        REPLACED
    }

    /// What tells one file from another in the same place.
    ///
    /// @param key the system's own name for it, where it has one
    private record Mark(@Nullable Object key, long size, FileTime changed) {}

    private final List<Path> files;
    private final Map<Path, Mark> ours;
    private Map<Path, Mark> seen;

    /// @param files some that change with every version; none, if it is not known where we came
    ///     from
    public ProgramFiles(List<Path> files) {
        this.files = List.copyOf(files);
        this.ours = marks();
        this.seen = ours;
    }

    public synchronized State look() {
        Map<Path, Mark> now = marks();
        boolean settled = now.equals(seen);
        seen = now;
        if (now.equals(ours)) {
            return State.SAME;
        }
        if (now.size() < ours.size()) {
            return settled ? State.SAME : State.CHANGING;
        }
        return settled ? State.REPLACED : State.CHANGING;
    }

    private Map<Path, Mark> marks() {
        Map<Path, Mark> marks = new HashMap<>();
        for (Path file : files) {
            try {
                var now = Files.readAttributes(file, BasicFileAttributes.class);
                marks.put(file, new Mark(now.fileKey(), now.size(), now.lastModifiedTime()));
            } catch (IOException _) {
                continue; // it is not there, which is an answer
            }
        }
        return marks;
    }
}
