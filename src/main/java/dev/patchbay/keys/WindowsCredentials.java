package dev.patchbay.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// The Credential Manager of Windows. An item is a generic credential named `patchbay/NAME`, whose
/// blob is the secret in UTF-8.
@SuppressWarnings("restricted") // asked of the system on purpose; jvm.options allows it
final class WindowsCredentials implements Keychain {
    private static final int GENERIC = 1;
    private static final int THIS_COMPUTER = 2;
    private static final int LONGEST_BLOB = 5 * 512;

    // CREDENTIALW as 64-bit Windows lays it out: what we use of it.
    private static final int SIZE = 80;
    private static final int TYPE = 4;
    private static final int TARGET_NAME = 8;
    private static final int BLOB_SIZE = 32;
    private static final int BLOB = 40;
    private static final int PERSIST = 48;
    private static final int USER_NAME = 72;

    private static final int ACCESS_DENIED = 5;
    private static final int NOT_FOUND = 1168;
    private static final int NO_SUCH_LOGON_SESSION = 1312;

    private final Advapi advapi = new Advapi();
    private final String prefix;

    WindowsCredentials(String scope) {
        prefix = scope.isEmpty() ? "patchbay/" : "patchbay@" + scope + "/";
    }

    @Override
    public Secret get(String name) throws SecretUnavailable {
        try (var arena = Arena.ofConfined()) {
            MemorySegment found = arena.allocate(ADDRESS);
            int error = advapi.read(arena, target(arena, name), GENERIC, found);
            if (error == NOT_FOUND) {
                throw new SecretUnavailable(
                        Reason.MISSING,
                        "The Credential Manager holds nothing named '%s'; `patchbay keys set %s` keeps it there."
                                .formatted(name, name));
            }
            check(error);
            MemorySegment credential = found.get(ADDRESS, 0).reinterpret(SIZE);
            try {
                byte[] blob =
                        credential
                                .get(ADDRESS, BLOB)
                                .reinterpret(credential.get(JAVA_INT, BLOB_SIZE))
                                .toArray(JAVA_BYTE);
                return OneLine.of(blob, new SecretRef.Keychain(name));
            } finally {
                advapi.free(credential);
            }
        }
    }

    @Override
    public void put(String name, Secret secret) throws SecretUnavailable {
        Secret checked = OneLine.of(secret.reveal(), new SecretRef.Keychain(name));
        byte[] blob = checked.reveal().getBytes(StandardCharsets.UTF_8);
        if (blob.length > LONGEST_BLOB) {
            throw new SecretUnavailable(
                    Reason.UNUSABLE,
                    "The Credential Manager takes %d bytes at most, and this has %d; use file:PATH for it."
                            .formatted(LONGEST_BLOB, blob.length));
        }
        try (var arena = Arena.ofConfined()) {
            MemorySegment credential = arena.allocate(SIZE, 8);
            credential.set(JAVA_INT, TYPE, GENERIC);
            credential.set(ADDRESS, TARGET_NAME, target(arena, name));
            credential.set(JAVA_INT, BLOB_SIZE, blob.length);
            credential.set(ADDRESS, BLOB, arena.allocateFrom(JAVA_BYTE, blob));
            credential.set(JAVA_INT, PERSIST, THIS_COMPUTER);
            credential.set(ADDRESS, USER_NAME, text(arena, "patchbay"));
            check(advapi.write(arena, credential));
        }
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        try (var arena = Arena.ofConfined()) {
            int error = advapi.delete(arena, target(arena, name), GENERIC);
            if (error != NOT_FOUND) {
                check(error);
            }
        }
    }

    @Override
    public List<String> names() throws SecretUnavailable {
        try (var arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            MemorySegment found = arena.allocate(ADDRESS);
            int error = advapi.enumerate(arena, target(arena, "*"), count, found);
            if (error == NOT_FOUND) {
                return List.of();
            }
            check(error);
            int length = count.get(JAVA_INT, 0);
            MemorySegment list =
                    found.get(ADDRESS, 0).reinterpret(ADDRESS.byteSize() * (long) length);
            try {
                return IntStream.range(0, length)
                        .mapToObj(i -> list.getAtIndex(ADDRESS, i).reinterpret(SIZE))
                        .map(each -> text(each.get(ADDRESS, TARGET_NAME)))
                        .map(target -> target.substring(prefix.length()))
                        .sorted()
                        .toList();
            } finally {
                advapi.free(list);
            }
        }
    }

    @Override
    public String place() {
        return "the Windows Credential Manager";
    }

    private MemorySegment target(Arena arena, String name) {
        return text(arena, prefix + name);
    }

    private static MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }

    private static String text(MemorySegment at) {
        return at.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_16LE);
    }

    private static void check(int error) throws SecretUnavailable {
        switch (error) {
            case 0 -> {}
            case ACCESS_DENIED ->
                    throw new SecretUnavailable(
                            Reason.DENIED,
                            "The Credential Manager refused; an administrator may have forbidden"
                                    + " it. "
                                    + Ways.WITHOUT);
            case NO_SUCH_LOGON_SESSION ->
                    throw new SecretUnavailable(
                            Reason.ABSENT,
                            "This session has no Credential Manager, as it is for services and"
                                    + " remote shells. "
                                    + Ways.WITHOUT);
            default ->
                    throw new SecretUnavailable(
                            Reason.BROKEN,
                            "The Credential Manager failed with error %d.".formatted(error));
        }
    }
}
