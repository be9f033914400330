package dev.patchbay.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.util.Objects.requireNonNull;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The functions of macOS that keep passwords, and the objects of Core Foundation that they take.
@SuppressWarnings("restricted") // asked of the system on purpose; jvm.options allows it
final class MacSecurity {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final int UTF_8 = 0x08000100;
    private static final MemoryLayout STATUS = JAVA_INT;

    private final SymbolLookup foundation = framework("CoreFoundation");
    private final SymbolLookup security = framework("Security");

    private final MethodHandle add = function(security, "SecItemAdd", STATUS, ADDRESS, ADDRESS);
    private final MethodHandle update =
            function(security, "SecItemUpdate", STATUS, ADDRESS, ADDRESS);
    private final MethodHandle delete = function(security, "SecItemDelete", STATUS, ADDRESS);
    private final MethodHandle copyMatching =
            function(security, "SecItemCopyMatching", STATUS, ADDRESS, ADDRESS);

    private final MethodHandle newDictionary =
            function(
                    foundation,
                    "CFDictionaryCreateMutable",
                    ADDRESS,
                    ADDRESS,
                    JAVA_LONG,
                    ADDRESS,
                    ADDRESS);
    private final MethodHandle newText =
            function(
                    foundation,
                    "CFStringCreateWithBytes",
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    JAVA_LONG,
                    JAVA_INT,
                    JAVA_BYTE);
    private final MethodHandle newData =
            function(foundation, "CFDataCreate", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private final MethodHandle length = function(foundation, "CFDataGetLength", JAVA_LONG, ADDRESS);
    private final MethodHandle bytes = function(foundation, "CFDataGetBytePtr", ADDRESS, ADDRESS);
    private final MethodHandle count = function(foundation, "CFArrayGetCount", JAVA_LONG, ADDRESS);
    private final MethodHandle element =
            function(foundation, "CFArrayGetValueAtIndex", ADDRESS, ADDRESS, JAVA_LONG);
    private final MethodHandle value =
            function(foundation, "CFDictionaryGetValue", ADDRESS, ADDRESS, ADDRESS);
    private final MethodHandle encoded =
            function(
                    foundation,
                    "CFStringCreateExternalRepresentation",
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT,
                    JAVA_BYTE);
    private final MethodHandle put =
            LINKER.downcallHandle(
                    foundation.findOrThrow("CFDictionarySetValue"),
                    FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
    private final MethodHandle release =
            LINKER.downcallHandle(
                    foundation.findOrThrow("CFRelease"), FunctionDescriptor.ofVoid(ADDRESS));

    int add(MemorySegment attributes) {
        return (int) answer(add, attributes, MemorySegment.NULL);
    }

    int update(MemorySegment query, MemorySegment attributes) {
        return (int) answer(update, query, attributes);
    }

    int delete(MemorySegment query) {
        return (int) answer(delete, query);
    }

    int copyMatching(MemorySegment query, MemorySegment found) {
        return (int) answer(copyMatching, query, found);
    }

    Objects objects() {
        return new Objects();
    }

    /// What one question needs; released with it.
    final class Objects implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final List<MemorySegment> owned = new ArrayList<>();

        MemorySegment dictionary() {
            return own(
                    answer(
                            newDictionary,
                            MemorySegment.NULL,
                            0L,
                            foundation.findOrThrow("kCFTypeDictionaryKeyCallBacks"),
                            foundation.findOrThrow("kCFTypeDictionaryValueCallBacks")));
        }

        void set(MemorySegment dictionary, String key, MemorySegment to) {
            call(put, dictionary, constant(key), to);
        }

        MemorySegment text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return own(
                    answer(
                            newText,
                            MemorySegment.NULL,
                            arena.allocateFrom(JAVA_BYTE, utf8),
                            (long) utf8.length,
                            UTF_8,
                            (byte) 0));
        }

        MemorySegment data(byte[] data) {
            return own(
                    answer(
                            newData,
                            MemorySegment.NULL,
                            arena.allocateFrom(JAVA_BYTE, data),
                            (long) data.length));
        }

        /// What a variable of the frameworks points to.
        MemorySegment constant(String name) {
            return security.findOrThrow(name).reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
        }

        MemorySegment yes() {
            return foundation
                    .findOrThrow("kCFBooleanTrue")
                    .reinterpret(ADDRESS.byteSize())
                    .get(ADDRESS, 0);
        }

        /// Where an answer is put.
        MemorySegment pointer() {
            return arena.allocate(ADDRESS);
        }

        /// The bytes of the data that was answered.
        byte[] content(MemorySegment answer) {
            return bytesOf(own(answer.get(ADDRESS, 0)));
        }

        /// The text under this key in each of the dictionaries that were answered.
        List<String> texts(MemorySegment answer, String key) {
            MemorySegment array = own(answer.get(ADDRESS, 0));
            List<String> texts = new ArrayList<>();
            long length = (long) answer(count, array);
            for (long i = 0; i < length; i++) {
                var dictionary = (MemorySegment) answer(element, array, i);
                var text = (MemorySegment) answer(value, dictionary, constant(key));
                if (!text.equals(MemorySegment.NULL)) {
                    MemorySegment utf8 =
                            own(answer(encoded, MemorySegment.NULL, text, UTF_8, (byte) '?'));
                    texts.add(new String(bytesOf(utf8), StandardCharsets.UTF_8));
                }
            }
            return texts;
        }

        private byte[] bytesOf(MemorySegment data) {
            var at = (MemorySegment) answer(bytes, data);
            return at.reinterpret((long) answer(length, data)).toArray(JAVA_BYTE);
        }

        private MemorySegment own(Object made) {
            var object = (MemorySegment) made;
            if (object.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("macOS made no object");
            }
            owned.add(object);
            return object;
        }

        @Override
        public void close() {
            owned.reversed().forEach(object -> call(release, object));
            arena.close();
        }
    }

    private static Object answer(MethodHandle function, Object... arguments) {
        try {
            return requireNonNull(function.invokeWithArguments(arguments));
        } catch (Throwable e) {
            throw new IllegalStateException("macOS could not be asked", e);
        }
    }

    private static void call(MethodHandle function, Object... arguments) {
        try {
            function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("macOS could not be asked", e);
        }
    }

    private static SymbolLookup framework(String name) {
        // No such file lies on the disk any more, but the system's loader knows it by this name.
        return SymbolLookup.libraryLookup(
                "/System/Library/Frameworks/%s.framework/%s".formatted(name, name), Arena.global());
    }

    private static MethodHandle function(
            SymbolLookup from, String name, MemoryLayout answers, MemoryLayout... takes) {
        return LINKER.downcallHandle(from.findOrThrow(name), FunctionDescriptor.of(answers, takes));
    }
}
