package dev.patchbay.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// The functions of Windows that keep credentials. Each answers 0, or the system's error.
@SuppressWarnings("restricted") // asked of the system on purpose; jvm.options allows it
final class Advapi {
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup library = SymbolLookup.libraryLookup("advapi32", Arena.global());
    private final StructLayout state = Linker.Option.captureStateLayout();
    private final VarHandle lastError = state.varHandle(PathElement.groupElement("GetLastError"));

    private final MethodHandle write = function("CredWriteW", ADDRESS, JAVA_INT);
    private final MethodHandle read = function("CredReadW", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private final MethodHandle delete = function("CredDeleteW", ADDRESS, JAVA_INT, JAVA_INT);
    private final MethodHandle enumerate =
            function("CredEnumerateW", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private final MethodHandle free =
            LINKER.downcallHandle(
                    library.findOrThrow("CredFree"), FunctionDescriptor.ofVoid(ADDRESS));

    int write(Arena arena, MemorySegment credential) {
        return error(arena, write, credential, 0);
    }

    int read(Arena arena, MemorySegment target, int type, MemorySegment found) {
        return error(arena, read, target, type, 0, found);
    }

    int delete(Arena arena, MemorySegment target, int type) {
        return error(arena, delete, target, type, 0);
    }

    int enumerate(Arena arena, MemorySegment filter, MemorySegment count, MemorySegment found) {
        return error(arena, enumerate, filter, 0, count, found);
    }

    /// Gives back what was read or enumerated.
    void free(MemorySegment found) {
        try {
            free.invokeWithArguments(found);
        } catch (Throwable e) {
            throw new IllegalStateException("Windows could not be asked", e);
        }
    }

    private MethodHandle function(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                library.findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.captureCallState("GetLastError"));
    }

    private int error(Arena arena, MethodHandle function, Object... arguments) {
        MemorySegment after = arena.allocate(state);
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addFirst(after);
        try {
            boolean done = (int) function.invokeWithArguments(all) != 0;
            return done ? 0 : (int) lastError.get(after, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("Windows could not be asked", e);
        }
    }
}
