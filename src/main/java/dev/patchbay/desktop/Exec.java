package dev.patchbay.desktop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Puts another program into the place of this one: in the same process, with the same console, so
/// that whoever started us, and waits for us or would start us again, need not know.
@SuppressWarnings("restricted") // asked of the system on purpose; jvm.options allows it
public final class Exec {
    private static final Linker LINKER = Linker.nativeLinker();

    /// Of `fcntl`, on Linux and macOS alike.
    private static final int SET_FLAGS = 2;

    private static final int CLOSE_ON_EXEC = 1;

    /// By which a launcher that jpackage made tells itself that it has begun already.
    private static final String LAUNCHED = "_JPACKAGE_LAUNCHER";

    /// Standard input, output and error stay.
    private static final int FIRST_TO_CLOSE = 3;

    private Exec() {}

    /// Windows knows nothing like it.
    public static boolean isPossible() {
        return !System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /// Comes back only by its exception. Nothing of this program is asked first: no hook runs and
    /// nothing is flushed.
    public static void become(Path program, List<String> words) throws IOException {
        try (var arena = Arena.ofConfined()) {
            closeOnExec();
            forgetLauncher(arena);
            List<String> all = new ArrayList<>(List.of(program.toString()));
            all.addAll(words);
            MemorySegment pointers = arena.allocate(ADDRESS, all.size() + 1);
            for (int i = 0; i < all.size(); i++) {
                pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(all.get(i)));
            }
            throw new IOException(
                    "%s could not be started (error %d of the system)"
                            .formatted(program, execv(arena, all.getFirst(), pointers)));
        }
    }

    private static int execv(Arena arena, String program, MemorySegment words) {
        StructLayout state = Linker.Option.captureStateLayout();
        MethodHandle execv =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("execv"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS),
                        Linker.Option.captureCallState("errno"));
        MemorySegment after = arena.allocate(state);
        try {
            int _ = (int) execv.invokeExact(after, arena.allocateFrom(program), words);
        } catch (Throwable e) {
            throw new IllegalStateException("The system could not be asked", e);
        }
        return (int) state.varHandle(PathElement.groupElement("errno")).get(after, 0L);
    }

    /// Files, sockets and the lock of the history would otherwise be open in the other program for
    /// as long as it runs.
    private static void closeOnExec() throws IOException {
        MethodHandle fcntl =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("fcntl"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        for (int each : open()) {
            try {
                int _ = (int) fcntl.invokeExact(each, SET_FLAGS, CLOSE_ON_EXEC);
            } catch (Throwable e) {
                throw new IllegalStateException("The system could not be asked", e);
            }
        }
    }

    /// What the launcher put into our environment would stand in the other program's way; of the
    /// folders of libraries it added the last.
    private static void forgetLauncher(Arena arena) {
        if (System.getProperty("jpackage.app-path") == null) {
            return;
        }
        set(arena, LAUNCHED, "");
        String folders = System.getenv("LD_LIBRARY_PATH");
        if (folders != null) {
            int last = folders.lastIndexOf(':');
            set(arena, "LD_LIBRARY_PATH", folders.substring(0, Math.max(0, last)));
        }
    }

    /// @param value empty to take it away
    private static void set(Arena arena, String variable, String value) {
        MemorySegment name = arena.allocateFrom(variable);
        try {
            if (value.isEmpty()) {
                int _ = (int) function("unsetenv", ADDRESS).invokeExact(name);
            } else {
                MethodHandle setenv = function("setenv", ADDRESS, ADDRESS, JAVA_INT);
                int _ = (int) setenv.invokeExact(name, arena.allocateFrom(value), 1);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("The system could not be asked", e);
        }
    }

    private static MethodHandle function(String name, MemoryLayout... words) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, words));
    }

    private static List<Integer> open() throws IOException {
        Path linux = Path.of("/proc/self/fd");
        try (Stream<Path> files = Files.list(Files.exists(linux) ? linux : Path.of("/dev/fd"))) {
            return files.map(file -> Integer.valueOf(file.getFileName().toString()))
                    .filter(number -> number >= FIRST_TO_CLOSE)
                    .toList();
        }
    }
}
